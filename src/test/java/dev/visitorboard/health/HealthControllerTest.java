package dev.visitorboard.health;

import java.time.Clock;
import java.time.Instant;
import java.util.OptionalLong;

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

@Import(OneInstance.class)
@WebMvcTest(controllers = HealthController.class)
class HealthControllerTest {

	@Autowired
	private MockMvcTester mvc;

	@MockitoBean
	private TableHealth table;

	@MockitoBean
	private Clock clock;

	@Test
	void aConnectedInstanceIsHealthy() {
		given(this.clock.instant()).willReturn(Instant.parse("2026-11-21T09:20:00.123456Z"));
		given(this.table.count()).willReturn(OptionalLong.of(7));
		assertThat(this.mvc.get().uri("/health")).hasStatusOk().bodyJson().isStrictlyEqualTo("""
				{"status":"healthy","service":"visitor-board","instanceId":"i-1","database":"connected",
				"count":7,"timestamp":"2026-11-21T09:20:00.123Z"}""");
	}

	@Test
	void aDisconnectedInstanceIsUnhealthyAndTellsNothingOfTheCause() {
		given(this.clock.instant()).willReturn(Instant.parse("2026-11-21T09:20:00Z"));
		given(this.table.count()).willReturn(OptionalLong.empty());
		assertThat(this.mvc.get().uri("/health")).hasStatus(HttpStatus.SERVICE_UNAVAILABLE)
			.bodyJson()
			.isStrictlyEqualTo("""
					{"status":"unhealthy","service":"visitor-board","instanceId":"i-1","database":"disconnected",
					"timestamp":"2026-11-21T09:20:00Z"}""");
	}

}
