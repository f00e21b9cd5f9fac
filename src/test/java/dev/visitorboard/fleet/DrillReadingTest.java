package dev.visitorboard.fleet;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.visitorboard.dynamodb.SharedReads;
import dev.visitorboard.dynamodb.StoreUnavailableException;
import dev.visitorboard.dynamodb.TableClock;
import dev.visitorboard.instance.Instance;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

/// What reading the fleet tells of the drill.
class DrillReadingTest {

	private final FleetRepository repository = mock(FleetRepository.class);

	private final Drills drills = mock(Drills.class);

	private long now;

	private final Fleet fleet = new Fleet(this.repository, this.drills,
			new TableClock(Clock.systemUTC(), () -> this.now), new Instance("i-1", null, null, "dev", ""),
			new SharedReads(Runnable::run, () -> this.now), () -> this.now);

	@Test
	void everyReadingTellsItWithWhenItBeganAndAKeptOneTellsNothing() {
		Optional<Drill> drill = Optional.of(new Drill("1", 60, Duration.ofMinutes(1), Instant.EPOCH));
		given(this.repository.read()).willAnswer((_) -> {
			this.now++;
			return new FleetItems(List.of(), drill);
		});
		this.fleet.picture();
		this.fleet.picture();
		then(this.drills).should().seen(drill, 0);
	}

	@Test
	void aTableThatCannotBeReadTellsNothing() {
		given(this.repository.read()).willThrow(new StoreUnavailableException(new IllegalStateException()));
		assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(this.fleet::picture);
		then(this.drills).shouldHaveNoInteractions();
	}

}
