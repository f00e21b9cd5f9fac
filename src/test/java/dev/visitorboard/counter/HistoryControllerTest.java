package dev.visitorboard.counter;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

import dev.visitorboard.dynamodb.StoreUnavailableException;
import dev.visitorboard.instance.OneInstance;
import dev.visitorboard.web.InvalidParameterException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;

@Import({ OneInstance.class, CountHistory.class })
@WebMvcTest(HistoryController.class)
class HistoryControllerTest {

	private static final Instant NOW = Instant.parse("2026-11-21T09:27:03.123456Z");

	@Autowired
	private MockMvcTester mvc;

	@MockitoBean
	private HistoryRepository repository;

	@MockitoBean
	private VisitorCounter counter;

	@MockitoBean
	private Clock clock;

	@BeforeEach
	void setTheClock() {
		given(this.clock.instant()).willReturn(NOW);
	}

	@Test
	void theAnswerListsTheVisitsBetweenTheRecordedCounts() {
		Instant eight = Instant.parse("2026-11-21T08:00:00Z");
		Instant ten = Instant.parse("2026-11-21T08:20:00Z");
		given(this.repository.recorded(eight, Instant.parse("2026-11-21T08:30:00Z")))
			.willReturn(new TreeMap<>(Map.of(eight, 100L, ten, 107L, Instant.parse("2026-11-21T08:30:00Z"), 108L)));
		assertThat(this.mvc.get().uri("/count/history?from=2026-11-21T08:04Z&to=2026-11-21T08:30Z&step=PT20M"))
			.hasStatusOk()
			.bodyJson()
			.isStrictlyEqualTo("""
					{"from":"2026-11-21T08:00:00Z","to":"2026-11-21T08:30:00Z","step":"PT20M",
					"countAtStart":100,"countAtEnd":108,"intervals":[
					{"from":"2026-11-21T08:00:00Z","to":"2026-11-21T08:20:00Z","visits":7},
					{"from":"2026-11-21T08:20:00Z","to":"2026-11-21T08:30:00Z","visits":1}]}""");
		then(this.counter).shouldHaveNoInteractions();
	}

	@Test
	void withoutParametersItIsTheLast24HoursByTheHourUntilNow() {
		given(this.repository.recorded(any(), any()))
			.willReturn(new TreeMap<>(Map.of(Instant.parse("2026-11-21T09:20:00Z"), 40L)));
		given(this.counter.total(Duration.ZERO)).willReturn(42L);
		assertThat(this.mvc.get().uri("/count/history")).hasStatusOk().bodyJson().satisfies((json) -> {
			json.assertThat().extractingPath("$.step").isEqualTo("PT1H");
			json.assertThat().extractingPath("$.from").isEqualTo("2026-11-20T09:20:00Z");
			json.assertThat().extractingPath("$.to").isEqualTo("2026-11-21T09:27:03.123Z");
			json.assertThat().extractingPath("$.countAtEnd").isEqualTo(42);
			json.assertThat().extractingPath("$.intervals.length()").isEqualTo(25);
			json.assertThat().extractingPath("$.intervals[23].visits").isEqualTo(40);
			json.assertThat().extractingPath("$.intervals[24].visits").isEqualTo(2);
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			step=PT7M | step must be a multiple of 10 minutes up to 92 days, such as PT10M, PT1H or P1D.
			from= | from must be an instant such as 2026-11-21T09:00Z or 2026-11-21T10:00%2B01:00.
			to=now | to must be an instant such as 2026-11-21T09:00Z or 2026-11-21T10:00%2B01:00.
			from=2026-11-22T09:00Z | from must be earlier than to, and than now.
			from=2026-01-01T00:00Z | from must be at most 92 days before to.
			from=2026-11-01T00:00Z&step=PT10M | step must be long enough for at most 1000 intervals.
			""")
	void whatCannotBeAnsweredIsABadRequestThatSaysTheRuleAndReadsNothing(String query, String rule) {
		assertThat(this.mvc.get().uri("/count/history?" + query)).hasStatus(HttpStatus.BAD_REQUEST)
			.failure()
			.isInstanceOfSatisfying(InvalidParameterException.class,
					(refused) -> assertThat(refused.getBody().getDetail()).isEqualTo(rule));
		then(this.repository).shouldHaveNoInteractions();
	}

	@Test
	void aTableThatDoesNotAnswerIs503WithTheTimeToComeBack() {
		given(this.repository.recorded(any(), any()))
			.willThrow(new StoreUnavailableException(new IllegalStateException("lost")));
		assertThat(this.mvc.get().uri("/count/history")).hasStatus(HttpStatus.SERVICE_UNAVAILABLE)
			.hasHeader("Retry-After", "1");
	}

}
