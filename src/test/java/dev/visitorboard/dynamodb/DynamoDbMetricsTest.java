package dev.visitorboard.dynamodb;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.metrics.CoreMetric;
import software.amazon.awssdk.http.HttpMetric;
import software.amazon.awssdk.metrics.MetricCollection;
import software.amazon.awssdk.metrics.MetricCollector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class DynamoDbMetricsTest {

	private static final Duration TOOK = Duration.ofMillis(7);

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final DynamoDbMetrics metrics = new DynamoDbMetrics(this.meters);

	@Test
	void aCallIsTimedWithAllItsAttempts() {
		this.metrics.publish(call("GetItem", true, 0, attempt(200, "")));
		this.metrics.publish(call("GetItem", true, 0, attempt(200, "")));

		Timer calls = this.meters.get("dynamodb.call").tags("operation", "GetItem", "outcome", "success").timer();
		assertThat(calls.count()).isEqualTo(2);
		assertThat(calls.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(14);
		assertThat(count("dynamodb.retries")).isZero();
		assertThat(count("dynamodb.throttles")).isZero();
	}

	@Test
	void everyAttemptBeyondTheFirstIsARetryAndEveryThrottleCounts() {
		this.metrics.publish(
				call("UpdateItem", true, 2, attempt(400, "Throttling"), attempt(400, "Throttling"), attempt(200, "")));

		assertThat(count("dynamodb.retries")).isEqualTo(2);
		assertThat(count("dynamodb.throttles")).isEqualTo(2);
		assertThat(this.meters.get("dynamodb.call").tag("outcome", "success").timer().count()).isOne();
	}

	@ParameterizedTest
	@CsvSource({ "400, ServerError, refused", "400, Throttling, throttled", "500, ServerError, failed",
			"0, ConfiguredTimeout, failed", "0, IO, failed", "0, Other, failed" })
	void aFailureIsKnownByItsLastAttempt(int status, String errorType, String outcome) {
		this.metrics.publish(call("PutItem", false, 1, attempt(500, "ServerError"), attempt(status, errorType)));

		assertThat(this.meters.get("dynamodb.call").timers()).singleElement()
			.satisfies((timer) -> assertThat(timer.getId().getTag("outcome")).isEqualTo(outcome));
	}

	@Test
	void aCallThatWasNeverSentHasFailed() {
		this.metrics.publish(call("Query", false, 0));

		assertThat(this.meters.get("dynamodb.call").tag("outcome", "failed").timer().count()).isOne();
	}

	@Test
	void whatCannotBeReadDisturbsNobody() {
		MetricCollection broken = mock();
		given(broken.children()).willThrow(new IllegalStateException("broken"));

		assertThatCode(() -> this.metrics.publish(broken)).doesNotThrowAnyException();
		assertThatCode(() -> this.metrics.publish(MetricCollector.create("ApiCall").collect()))
			.doesNotThrowAnyException();
		assertThat(this.meters.find("dynamodb.call").timers()).isEmpty();
	}

	private double count(String counter) {
		return this.meters.get(counter).counter().count();
	}

	private static MetricCollection call(String operation, boolean successful, int retries, Attempt... attempts) {
		MetricCollector call = MetricCollector.create("ApiCall");
		call.reportMetric(CoreMetric.OPERATION_NAME, operation);
		call.reportMetric(CoreMetric.API_CALL_SUCCESSFUL, successful);
		call.reportMetric(CoreMetric.API_CALL_DURATION, TOOK);
		call.reportMetric(CoreMetric.RETRY_COUNT, retries);
		for (Attempt attempt : List.of(attempts)) {
			MetricCollector child = call.createChild("ApiCallAttempt");
			if (attempt.status() != 0) {
				child.reportMetric(HttpMetric.HTTP_STATUS_CODE, attempt.status());
			}
			if (!attempt.errorType().isEmpty()) {
				child.reportMetric(CoreMetric.ERROR_TYPE, attempt.errorType());
			}
		}
		return call.collect();
	}

	private static Attempt attempt(int status, String errorType) {
		return new Attempt(status, errorType);
	}

	/// @param status 0 for none
	/// @param errorType empty for none
	private record Attempt(int status, String errorType) {
	}

}
