package dev.visitorboard.counter;

import java.time.Duration;

import dev.visitorboard.dynamodb.StoreUnavailableException;
import dev.visitorboard.instance.OneInstance;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;

@Import(OneInstance.class)
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

}
