package dev.visitorboard.dynamodb;

import dev.visitorboard.testing.BesideOthers;
import dev.visitorboard.testing.BoardTest;
import dev.visitorboard.testing.faults.Fault;
import dev.visitorboard.testing.faults.FaultPlan;
import dev.visitorboard.testing.faults.FaultProxy;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.RunningBoard;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// What the SDK really reports, which hand-made metrics only assume.
@BesideOthers
@BoardTest
@TestInstance(TestInstance.Lifecycle.PER_METHOD)
class DynamoDbMetricsIT {

	private final FaultProxy proxy;

	private final RunningBoard board;

	private final MeterRegistry meters;

	DynamoDbMetricsIT(FaultProxy proxy, RunningBoard board) {
		this.proxy = proxy;
		this.board = board;
		this.meters = board.bean(MeterRegistry.class);
		// The instance has begun its history, and asks for nothing more in the next
		// minutes.
		await().until(() -> board.queries().sent("PutItemRequest") > 0);
	}

	@Test
	void aThrottledReadIsOneCallOneThrottleAndOneRetry() {
		double before = calls("GetItem", "success");

		this.proxy.plan(FaultPlan.onlyFor("GetItem", FaultPlan.next(Fault.THROTTLE)));

		assertThat(Http.get(this.board.uri("/count")).statusCode()).isEqualTo(200);
		assertThat(calls("GetItem", "success") - before).isOne();
		assertThat(this.meters.get("dynamodb.throttles").counter().count()).isOne();
		assertThat(this.meters.get("dynamodb.retries").counter().count()).isOne();
	}

	@Test
	void aReadThatDynamoDbFailsThreeTimesIsAFailedCallWithTwoRetries() {
		this.proxy.plan(FaultPlan.onlyFor("GetItem",
				FaultPlan.next(Fault.INTERNAL_ERROR, Fault.INTERNAL_ERROR, Fault.INTERNAL_ERROR)));

		assertThat(Http.get(this.board.uri("/count")).statusCode()).isEqualTo(503);
		assertThat(calls("GetItem", "failed")).isOne();
		assertThat(this.meters.get("dynamodb.retries").counter().count()).isEqualTo(2);
		assertThat(this.meters.get("dynamodb.throttles").counter().count()).isZero();
	}

	@Test
	void theWritesOfTheCounterAreMeasuredToo() {
		// One for each lane, which registers its writer.
		await().until(() -> calls("UpdateItem", "success") == 2);

		Http.send("POST", this.board.uri("/count"), "");

		assertThat(calls("UpdateItem", "success")).isEqualTo(3);
		assertThat(this.meters.get("counter.counts").counter().count()).isOne();
	}

	private double calls(String operation, String outcome) {
		Timer timer = this.meters.find("dynamodb.call").tags("operation", operation, "outcome", outcome).timer();
		return (timer != null) ? timer.count() : 0;
	}

}
