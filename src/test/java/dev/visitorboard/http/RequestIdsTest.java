package dev.visitorboard.http;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RequestIdsTest {

	private final Random random = new Random(1);

	private static final String ROOT = "1-67891233-abcdef012345678912345678";

	@ParameterizedTest
	@ValueSource(strings = { "Root=" + ROOT, "Self=1-67891234-12456789abcdef012345678;Root=" + ROOT,
			"Root=" + ROOT + ";Parent=53995c3f42cd8ad8;Sampled=1", "Self=x; Root=" + ROOT })
	void theRootOfTheLoadBalancersTraceIsTheId(String trace) {
		assertThat(RequestIds.of(trace, this.random)).isEqualTo(ROOT);
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "Root=", "Root=1-67891233-abc", "Root=" + ROOT + "0", "Root=" + ROOT + "\nforged",
			"Root=1-67891233-ABCDEF012345678912345678", "\u001b[31mRoot=" + ROOT, "xRoot=" + ROOT })
	void whatIsNotWellFormedIsReplacedByAnIdOfOurOwn(String trace) {
		assertThat(RequestIds.of(trace, this.random)).isNotEqualTo(ROOT).matches("1-[0-9a-f]{8}-[0-9a-f]{24}");
	}

	@Test
	void noTwoRequestsHaveTheSameId() {
		assertThat(RequestIds.of(null, this.random)).isNotEqualTo(RequestIds.of(null, this.random));
	}

}
