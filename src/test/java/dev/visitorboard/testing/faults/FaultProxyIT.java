package dev.visitorboard.testing.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

import dev.visitorboard.testing.BesideOthers;
import dev.visitorboard.testing.DynamoDbEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@BesideOthers
@ExtendWith(DynamoDbEngine.class)
class FaultProxyIT {

	/// Time for a look at the table before.
	private static final Duration LATER = Duration.ofSeconds(2);

	private static final Duration SHORT_PATIENCE = Duration.ofMillis(500);

	private FaultProxy proxy;

	private CounterBehindProxy counter;

	@BeforeEach
	void start() throws Exception {
		this.proxy = FaultProxy.inFrontOf(DynamoDbEngine.endpoint());
		this.counter = new CounterBehindProxy(this.proxy.endpoint());
	}

	@AfterEach
	void stop() throws Exception {
		this.counter.close();
		this.proxy.close();
	}

	@Test
	void withoutAPlanEverythingPasses() {
		assertThat(LongStream.rangeClosed(1, 50)).allMatch((number) -> this.counter.increment() == number);
		assertThat(this.proxy.count("UpdateItem", Fate.PASSED)).isEqualTo(50);
		assertThat(this.proxy.drained()).isTrue();
	}

	@Test
	void aLostResponseFailsTheCallAndWritesOnce() {
		this.proxy.plan(FaultPlan.next(Fault.LOSE_RESPONSE));
		assertNobodyAnswers();
		assertThat(this.counter.written()).isOne();
		assertThat(this.counter.increment()).isEqualTo(2);
		assertThat(this.proxy.count(Fate.RESPONSE_LOST)).isOne();
		assertThat(this.proxy.count(Fate.PASSED)).isOne();
	}

	@Test
	void aLostRequestFailsTheCallAndWritesNothing() {
		this.proxy.plan(FaultPlan.next(Fault.LOSE_REQUEST));
		assertNobodyAnswers();
		assertThat(this.counter.written()).isZero();
		assertThat(this.counter.increment()).isOne();
		assertThat(this.proxy.count(Fate.REQUEST_LOST)).isOne();
	}

	@Test
	void whatIsDeliveredAgainIsAnsweredOnceAndWrittenTwice() throws Exception {
		this.proxy.plan(FaultPlan.next(Fault.PASS.deliveredAgainAfter(LATER)));
		assertThat(this.counter.increment()).isOne();
		assertThat(this.proxy.drained()).isFalse();
		assertThat(this.counter.written()).isOne();
		this.proxy.awaitLateDeliveries();
		assertThat(this.counter.written()).isEqualTo(2);
		assertThat(this.proxy.deliveredAgain()).isOne();
		assertThat(this.proxy.count(Fate.PASSED)).isOne();
	}

	@Test
	void aResponseCanBeLostAndTheRequestDeliveredAgain() throws Exception {
		this.proxy.plan(FaultPlan.next(Fault.LOSE_RESPONSE.deliveredAgainAfter(LATER)));
		assertNobodyAnswers();
		assertThat(this.counter.written()).isOne();
		this.proxy.awaitLateDeliveries();
		assertThat(this.counter.written()).isEqualTo(2);
	}

	@Test
	void aRequestThatSeemedLostCanArriveLate() throws Exception {
		this.proxy.plan(FaultPlan.next(Fault.LOSE_REQUEST.deliveredAgainAfter(LATER)));
		assertNobodyAnswers();
		assertThat(this.counter.written()).isZero();
		this.proxy.awaitLateDeliveries();
		assertThat(this.counter.written()).isOne();
	}

	@Test
	void aDelayedRequestIsAnsweredThatMuchLater() {
		this.counter.increment();
		this.proxy.plan(FaultPlan.always(Fault.PASS).delayedBy(LATER));
		long start = System.nanoTime();
		assertThat(this.counter.increment()).isEqualTo(2);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(LATER);
	}

	@Test
	void aRequestDelayedBeyondTheClientsPatienceIsWrittenAllTheSame() throws Exception {
		this.proxy.plan(FaultPlan.next(Fault.PASS.delayedBy(SHORT_PATIENCE.plus(LATER))));
		assertTimeRunsOut();
		assertThat(this.counter.written()).isZero();
		this.proxy.awaitLateDeliveries();
		assertThat(this.counter.written()).isOne();
	}

	@Test
	void anInternalErrorIsDynamoDbsOwnAndWritesNothing() {
		this.proxy.plan(FaultPlan.next(Fault.INTERNAL_ERROR));
		assertThatExceptionOfType(InternalServerErrorException.class).isThrownBy(this.counter::increment)
			.matches((failure) -> failure.statusCode() == 500);
		assertThat(this.counter.written()).isZero();
		assertThat(this.counter.increment()).isOne();
		assertThat(this.proxy.count(Fate.FAILED)).isOne();
	}

	@Test
	void aThrottleIsDynamoDbsOwnAndWritesNothing() {
		this.proxy.plan(FaultPlan.next(Fault.THROTTLE));
		assertThatExceptionOfType(ProvisionedThroughputExceededException.class).isThrownBy(this.counter::increment)
			.matches((failure) -> failure.statusCode() == 400)
			.matches(DynamoDbException::isThrottlingException);
		assertThat(this.counter.written()).isZero();
		assertThat(this.counter.increment()).isOne();
		assertThat(this.proxy.count(Fate.THROTTLED)).isOne();
	}

	@Test
	void aBlackHoleRunsTheClientOutOfTimeUntilItHeals() throws Exception {
		this.proxy.plan(FaultPlan.always(Fault.BLACK_HOLE));
		assertTimeRunsOut();
		assertTimeRunsOut();
		assertThat(this.proxy.count(Fate.SWALLOWED)).isEqualTo(2);
		this.proxy.heal();
		assertThat(this.counter.increment()).isOne();
		assertThat(this.counter.written()).isOne();
	}

	@Test
	void healingHangsUpOnThoseWhoWait() throws Exception {
		this.proxy.plan(FaultPlan.always(Fault.BLACK_HOLE));
		try (ExecutorService visitor = Executors.newVirtualThreadPerTaskExecutor()) {
			Future<Long> waiting = visitor.submit(this.counter::increment);
			while (this.proxy.count(Fate.SWALLOWED) == 0) {
				Thread.sleep(1);
			}
			this.proxy.heal();
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(waiting::get)
				.havingCause()
				.isInstanceOf(SdkClientException.class)
				.withCauseInstanceOf(IOException.class);
		}
		assertThat(this.counter.written()).isZero();
	}

	@Test
	void aPlanForOneOperationLeavesTheOthersAlone() {
		this.proxy.plan(FaultPlan.onlyFor("UpdateItem", FaultPlan.always(Fault.LOSE_REQUEST)));
		assertThat(this.counter.read()).isZero();
		assertNobodyAnswers();
		assertThat(this.proxy.count("GetItem", Fate.PASSED)).isOne();
		assertThat(this.proxy.count("UpdateItem", Fate.REQUEST_LOST)).isOne();
	}

	@Test
	void everyWriteByChanceIsAccountedFor() throws Exception {
		this.proxy.plan(FaultPlan.random(Seed.newOrRepeated(), Map.of(Fault.LOSE_RESPONSE, 0.3,
				Fault.PASS.deliveredAgainAfter(Duration.ofMillis(20)), 0.3, Fault.LOSE_REQUEST, 0.1)));
		int answered = this.counter.answeredOf(1_000);
		this.proxy.awaitLateDeliveries();
		assertThat(this.proxy.count(Fate.PASSED)).isEqualTo(answered);
		assertThat(this.proxy.count(Fate.RESPONSE_LOST)).isBetween(200L, 400L);
		assertThat(this.proxy.deliveredAgain()).isBetween(200L, 400L);
		assertThat(this.proxy.count(Fate.REQUEST_LOST)).isBetween(40L, 160L);
		assertThat(this.counter.written())
			.isEqualTo(answered + this.proxy.count(Fate.RESPONSE_LOST) + this.proxy.deliveredAgain());
	}

	@Test
	void aWriteLimitLetsThatManyThroughAndThrottlesTheRest() throws Exception {
		int perSecond = 100;
		this.proxy.plan(FaultPlan.writeLimit(perSecond));
		long start = System.nanoTime();
		int answered = this.counter.answeredOf(1_000);
		double seconds = (System.nanoTime() - start) / 1e9;
		assertThat((double) answered).isBetween(1.0, perSecond / 10.0 + perSecond * seconds + 1);
		assertThat(this.proxy.count("UpdateItem", Fate.THROTTLED)).isEqualTo(1_000 - answered).isPositive();
		assertThat(this.counter.written()).isEqualTo(answered);
	}

	/// The connection ends; the client doesn't have to run out of time to see that.
	private void assertNobodyAnswers() {
		assertThatExceptionOfType(SdkClientException.class).isThrownBy(this.counter::increment)
			.withCauseInstanceOf(IOException.class);
	}

	private void assertTimeRunsOut() {
		assertThatExceptionOfType(ApiCallAttemptTimeoutException.class)
			.isThrownBy(() -> this.counter.incrementWithin(SHORT_PATIENCE));
	}

}
