package dev.visitorboard.web;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/// How much this instance takes on, and how it leaves.
///
/// @param maxInFlight requests under way at a time; one more is answered 503 at once
/// @param maxBody the largest body of a request
/// @param drain `DRAIN_TIME`, how long it still serves after it was asked to stop, for the load balancer to notice
@ConfigurationProperties("board.web")
record WebSettings(int maxInFlight, DataSize maxBody, Duration drain) {

	WebSettings {
		if (maxInFlight < 1 || maxBody.isNegative() || drain.isNegative()) {
			throw new IllegalArgumentException(
					"board.web needs max-in-flight of at least 1, and max-body and DRAIN_TIME of at least 0");
		}
	}

}
