package dev.visitorboard.counter;

import java.time.Duration;
import java.util.Objects;

import dev.visitorboard.dynamodb.Reading;
import dev.visitorboard.dynamodb.StoreUnavailableException;
import dev.visitorboard.instance.OneInstance;
import dev.visitorboard.web.PageCache;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.never;

@Import({ OneInstance.class, PageCache.class })
@WebMvcTest(CountController.class)
class CountControllerTest {

	@Autowired
	private MockMvcTester mvc;

	@MockitoBean
	private VisitorCounter counter;

	@Test
	void aReadAsksForTheCountAsItIsNow() {
		given(this.counter.total(Duration.ZERO)).willReturn(41L);
		assertThat(this.mvc.get().uri("/count")).hasStatusOk().bodyJson().isStrictlyEqualTo("{\"count\":41}");
		then(this.counter).should().total(Duration.ZERO);
		then(this.counter).shouldHaveNoMoreInteractions();
	}

	@Test
	void aVisitIsCountedOnceAndAnsweredWithItsNumber() {
		given(this.counter.count()).willReturn(42L);
		assertThat(this.mvc.post().uri("/count")).hasStatusOk().bodyJson().isStrictlyEqualTo("{\"count\":42}");
		then(this.counter).should().count();
		then(this.counter).shouldHaveNoMoreInteractions();
	}

	@Test
	void aTableThatDoesNotAnswerIs503WithTheTimeToComeBack() {
		given(this.counter.count()).willThrow(new StoreUnavailableException(new IllegalStateException("lost")));
		assertThat(this.mvc.post().uri("/count")).hasStatus(HttpStatus.SERVICE_UNAVAILABLE)
			.hasHeader("Retry-After", "1");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			*/*                                                              | application/json
			application/json, image/svg+xml                                  | application/json
			text/plain                                                       | text/plain;charset=UTF-8
			image/svg+xml                                                    | image/svg+xml
			image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8 | image/svg+xml
			text/html,application/xml;q=0.9,image/png,image/svg+xml,*/*;q=0.8 | application/json
			""")
	void theCountHasTheViewThatTheClientPrefers(String accept, String type) {
		given(this.counter.total(Duration.ZERO)).willReturn(1234L);
		show(1234);
		assertThat(this.mvc.get().uri("/count").header("Accept", accept)).hasStatusOk()
			.headers()
			.hasValue("Content-Type", type);
	}

	@ParameterizedTest
	@CsvSource({ "/count.svg, image/svg+xml", "/count.txt, text/plain" })
	void aSuffixAndAnAcceptHeaderAgree(String path, String accept) throws Exception {
		given(this.counter.total(Duration.ZERO)).willReturn(1234L);
		show(1234);
		MvcTestResult bySuffix = this.mvc.get().uri(path + "?label=guests").header("Accept", "*/*").exchange();
		assertThat(bySuffix).hasStatusOk();
		assertThat(this.mvc.get().uri("/count?label=guests").header("Accept", accept)).hasStatusOk()
			.bodyText()
			.isEqualTo(bySuffix.getResponse().getContentAsString());
	}

	@Test
	void theTextIsTheNumberAlone() {
		given(this.counter.total(Duration.ZERO)).willReturn(1234L);
		assertThat(this.mvc.get().uri("/count.txt")).hasStatusOk().bodyText().isEqualTo("1234\n");
	}

	@Test
	void aBadgeIsAnswered304UntilTheCountChanges() {
		show(1);
		MvcTestResult first = this.mvc.get().uri("/count.svg").exchange();
		assertThat(first).hasStatusOk().hasHeader("Cache-Control", "no-cache");
		String etag = Objects.requireNonNull(first.getResponse().getHeader("ETag"));
		assertThat(this.mvc.get().uri("/count.svg").header("If-None-Match", etag)).hasStatus(HttpStatus.NOT_MODIFIED);
		assertThat(this.mvc.get().uri("/count.svg?style=plain").header("If-None-Match", etag)).hasStatusOk();
		show(2);
		assertThat(this.mvc.get().uri("/count.svg").header("If-None-Match", etag)).hasStatusOk()
			.bodyText()
			.contains("visitors: 2");
		then(this.counter).should(never()).count();
	}

	/// Of hardly the last second, or of the last time the table answered.
	private void show(long count) {
		given(this.counter.totalOrLatest(PageCache.FRESH)).willReturn(new Reading<>(count, Duration.ZERO));
	}

}
