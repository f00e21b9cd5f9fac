package dev.visitorboard;

import dev.visitorboard.testing.BoardTest;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.RunningBoard;
import org.junit.jupiter.api.Test;

import org.springframework.context.support.DefaultLifecycleProcessor;

import static org.assertj.core.api.Assertions.assertThat;

/// Spring's tests pause a context that they keep, and start it again when it is needed.
@BoardTest
record PausedContextIT(RunningBoard board) {

	@Test
	void anInstanceThatWasPausedServesAgain() {
		assertThat(Http.send("POST", this.board.uri("/count"), "").body()).isEqualTo("{\"count\":1}");
		DefaultLifecycleProcessor lifecycle = this.board.bean(DefaultLifecycleProcessor.class);
		lifecycle.onPause();
		lifecycle.onRestart();
		assertThat(Http.send("POST", this.board.uri("/count"), "").body()).isEqualTo("{\"count\":2}");
		assertThat(Http.postForm(this.board.uri("/"), "after the pause", "").statusCode()).isEqualTo(303);
		assertThat(Http.get(this.board.uri("/messages")).body()).contains("after the pause");
		assertThat(Http.get(this.board.uri("/actuator/health/liveness")).statusCode()).isEqualTo(200);
	}

}
