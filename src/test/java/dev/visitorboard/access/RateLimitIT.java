package dev.visitorboard.access;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import dev.visitorboard.dynamodb.BoardTable;
import dev.visitorboard.dynamodb.StoreUnavailableException;
import dev.visitorboard.testing.faults.Fault;
import dev.visitorboard.testing.faults.FaultPlan;
import dev.visitorboard.testing.faults.FaultProxy;
import dev.visitorboard.testing.BoardTest;
import dev.visitorboard.testing.RunningBoard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@BoardTest
final class RateLimitIT {

	private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

	private static final String ADDRESS = "203.0.113.7";

	private final FaultProxy proxy;

	private final RunningBoard one;

	private final RunningBoard other;

	/// A kind for each test, so that none takes from another.
	private String kind = "";

	RateLimitIT(FaultProxy proxy, RunningBoard one, RunningBoard other) {
		this.proxy = proxy;
		this.one = one;
		this.other = other;
	}

	@BeforeEach
	void newKind(TestInfo test) {
		this.kind = test.getDisplayName();
	}

	/// No count stands in for it, and the minute passes.
	@Test
	void whatIsNoNumberCountsAsUsedUp() {
		RateLimitRepository repository = this.one.bean(RateLimitRepository.class);
		for (AttributeValue used : List.of(AttributeValue.fromS("1"), AttributeValue.fromNul(true),
				AttributeValue.fromL(List.of()), AttributeValue.fromN("1E+100"))) {
			Map<String, AttributeValue> item = new HashMap<>(BoardTable.key("RATE#" + this.kind, NOON.toString()));
			item.put("used", used);
			this.one.bean(DynamoDbClient.class).putItem((put) -> put.tableName(this.one.table()).item(item));
			assertThat(repository.take(1, this.kind, NOON, 10)).isFalse();
			assertThat(repository.take(0, this.kind, NOON, 10)).isFalse();
		}
	}

	@Test
	void whatIsTakenOnOneInstanceIsGoneOnAnother() {
		take(this.one, NOON);
		take(this.other, NOON.plusSeconds(59));
		assertThat(used()).isEqualTo(2);
		take(this.one, NOON.plusSeconds(1));
		assertThatExceptionOfType(RateLimitExceededException.class).isThrownBy(() -> take(this.other, NOON));
		assertThatExceptionOfType(RateLimitExceededException.class)
			.isThrownBy(() -> at(this.other, NOON).requireLeft(this.kind, ADDRESS, 3));
		assertThatExceptionOfType(RateLimitExceededException.class).as("a lower limit since")
			.isThrownBy(() -> at(this.other, NOON).requireLeft(this.kind, ADDRESS, 2));
		assertThat(used()).isEqualTo(3);
	}

	@Test
	void manyAtOnceTakeExactlyTheLimit() throws Exception {
		List<Callable<Boolean>> takers = IntStream.range(0, 40)
			.mapToObj((i) -> (Callable<Boolean>) () -> takes((i % 2 == 0) ? this.one : this.other))
			.toList();
		int taken = 0;
		try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
			for (var answer : threads.invokeAll(takers)) {
				taken += answer.get() ? 1 : 0;
			}
		}
		assertThat(taken).isEqualTo(3);
	}

	/// However they overlap, each has one place among the takes.
	@Test
	void whatIsAskedAfterTheLastWasTakenIsRefused() throws Exception {
		CountDownLatch allTaken = new CountDownLatch(3);
		List<Callable<Boolean>> calls = IntStream.range(0, 60).mapToObj((i) -> (Callable<Boolean>) () -> {
			RunningBoard instance = (i % 2 == 0) ? this.one : this.other;
			boolean late = allTaken.getCount() == 0;
			if (i % 3 == 0) {
				return late && passes(instance);
			}
			if (takes(instance)) {
				allTaken.countDown();
			}
			return false;
		}).toList();
		try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
			for (var passedLate : threads.invokeAll(calls)) {
				assertThat(passedLate.get()).isFalse();
			}
		}
		assertThat(used()).isEqualTo(3);
	}

	@Test
	void askingIsOneWriteAsTakingIs() {
		assertOneWrite(() -> take(this.one, NOON));
		assertOneWrite(() -> at(this.one, NOON).requireLeft(this.kind, ADDRESS, 3));
	}

	private void assertOneWrite(Runnable call) {
		int writes = this.one.queries().sent("UpdateItemRequest");
		int reads = this.one.queries().sent("GetItemRequest");
		call.run();
		assertThat(this.one.queries().sent("UpdateItemRequest")).isEqualTo(writes + 1);
		assertThat(this.one.queries().sent("GetItemRequest")).isEqualTo(reads);
	}

	@Test
	void theNextMinuteAnotherKindAndAnotherAddressHaveTheirOwn() {
		IntStream.range(0, 3).forEach((_) -> take(this.one, NOON));
		take(this.one, NOON.plusSeconds(60));
		at(this.one, NOON).take(this.kind + " of another kind", ADDRESS, 3);
		at(this.one, NOON).take(this.kind, "203.0.113.8", 3);
		at(this.one, NOON).requireLeft(this.kind, "203.0.113.8", 3);
		assertThat(used("203.0.113.8")).isOne();
		assertThat(used()).isEqualTo(3);
	}

	@ParameterizedTest
	@CsvSource({ "0, 60", "0.1, 60", "1000, 59", "58999, 2", "58999.9, 2", "59000, 1", "59999.9, 1" })
	void retryAfterReachesIntoTheNextMinuteAndNoFurther(double millis, String seconds) {
		Instant now = NOON.plusNanos((long) (millis * 1_000_000));
		IntStream.range(0, 3).forEach((_) -> take(this.one, now));
		assertThatExceptionOfType(RateLimitExceededException.class).isThrownBy(() -> take(this.one, now))
			.satisfies((ex) -> {
				assertThat(ex.getStatusCode().value()).isEqualTo(429);
				assertThat(ex.getHeaders().getFirst("Retry-After")).isEqualTo(seconds);
				assertThat(ex.getBody().getDetail()).endsWith("Try again in " + seconds + " s.");
			});
	}

	@Test
	void aLimitOfNothingIsNone() {
		assertThatIllegalArgumentException().isThrownBy(() -> at(this.one, NOON).take(this.kind, ADDRESS, 0));
	}

	@Test
	void anItemHoldsNoAddressAndIsForgottenMinutesLater() {
		take(this.one, NOON.plusSeconds(30));
		String hash = this.one.bean(Signer.class).sign("allowance of " + this.kind, ADDRESS);
		Map<String, AttributeValue> item = this.one.bean(DynamoDbClient.class)
			.getItem((get) -> get.tableName(this.one.table())
				.key(BoardTable.key("RATE#" + hash, "2026-11-21T12:00:00Z")))
			.item();
		assertThat(item).containsOnlyKeys("pk", "sk", "used", "expiresAt")
			.containsEntry("expiresAt", AttributeValue.fromN(Long.toString(NOON.getEpochSecond() + 300)));
	}

	@Test
	void anAnswerThatWasLostMayTakeTwoButNeverGivesMore() {
		this.proxy.plan(FaultPlan.onlyFor("UpdateItem", FaultPlan.next(Fault.LOSE_RESPONSE)));
		take(this.one, NOON);
		assertThat(used()).isEqualTo(2);
	}

	@Test
	void aTableThatDoesNotAnswerIsReportedAsSuch() throws Exception {
		this.proxy.plan(FaultPlan.always(Fault.INTERNAL_ERROR));
		try {
			assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> take(this.one, NOON));
			assertThatExceptionOfType(StoreUnavailableException.class)
				.isThrownBy(() -> at(this.one, NOON).requireLeft(this.kind, ADDRESS, 3));
		}
		finally {
			this.proxy.heal();
		}
	}

	private int used() {
		return used(ADDRESS);
	}

	private int used(String address) {
		String hash = this.one.bean(Signer.class).sign("allowance of " + this.kind, address);
		AttributeValue used = this.other.bean(DynamoDbClient.class)
			.getItem((get) -> get.tableName(this.one.table())
				.key(BoardTable.key("RATE#" + hash, NOON.toString()))
				.consistentRead(true))
			.item()
			.get("used");
		return Integer.parseInt(Objects.requireNonNull(used).n());
	}

	private boolean passes(RunningBoard instance) {
		try {
			at(instance, NOON).requireLeft(this.kind, ADDRESS, 3);
			return true;
		}
		catch (RateLimitExceededException _) {
			return false;
		}
	}

	private boolean takes(RunningBoard instance) {
		try {
			take(instance, NOON);
			return true;
		}
		catch (RateLimitExceededException _) {
			return false;
		}
	}

	/// One of three.
	private void take(RunningBoard instance, Instant time) {
		at(instance, time).take(this.kind, ADDRESS, 3);
	}

	/// As an instance would have it at this time.
	private static RateLimit at(RunningBoard instance, Instant time) {
		return new RateLimit(instance.bean(RateLimitRepository.class), instance.bean(Signer.class),
				Clock.fixed(time, ZoneOffset.UTC));
	}

}
