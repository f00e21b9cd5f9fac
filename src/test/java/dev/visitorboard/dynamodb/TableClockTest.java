package dev.visitorboard.dynamodb;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TableClockTest {

	private static final Instant OWN = Instant.parse("2026-11-21T11:00:00Z");

	private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

	private final AtomicLong nanos = new AtomicLong();

	private final TableClock clock = new TableClock(Clock.fixed(OWN, ZoneOffset.UTC), this.nanos::get);

	@Test
	void beforeTheFirstAnswerItIsThisMachinesTime() {
		assertThat(this.clock.now()).isEqualTo(OWN);
	}

	@Test
	void fromThenOnItIsDynamoDbsHoweverFarOffTheMachineIs() {
		this.clock.told("Sat, 21 Nov 2026 12:00:00 GMT");
		assertThat(this.clock.now()).isEqualTo(NOON);
		this.nanos.addAndGet(Duration.ofSeconds(90).toNanos());
		assertThat(this.clock.now()).isEqualTo(NOON.plusSeconds(90));
		this.clock.told("Sat, 21 Nov 2026 12:01:31 GMT");
		assertThat(this.clock.now()).isEqualTo(NOON.plusSeconds(91));
	}

	@Test
	void anAnswerLateInItsSecondTakesNothingBack() {
		this.clock.told("Sat, 21 Nov 2026 12:00:00 GMT");
		this.nanos.addAndGet(Duration.ofMillis(999).toNanos());
		this.clock.told("Sat, 21 Nov 2026 12:00:00 GMT");
		assertThat(this.clock.now()).isEqualTo(NOON.plusMillis(999));
		this.nanos.addAndGet(Duration.ofMillis(2).toNanos());
		this.clock.told("Sat, 21 Nov 2026 12:00:01 GMT");
		assertThat(this.clock.now()).isEqualTo(NOON.plusMillis(1_001));
	}

	@Test
	void whatIsOffByMoreThanASecondIsCorrected() {
		this.clock.told("Sat, 21 Nov 2026 12:30:00 GMT");
		this.clock.told("Sat, 21 Nov 2026 12:00:00 GMT");
		assertThat(this.clock.now()).isEqualTo(NOON);
	}

	@Test
	void anAnswerThatDoesNotTellTheTimeChangesNothing() {
		this.clock.told("Sat, 21 Nov 2026 12:00:00 GMT");
		this.clock.told("yesterday");
		assertThat(this.clock.now()).isEqualTo(NOON);
	}

}
