package dev.visitorboard.fleet;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import dev.visitorboard.dynamodb.DirectReads;
import dev.visitorboard.dynamodb.StoreUnavailableException;
import dev.visitorboard.dynamodb.TableClock;
import dev.visitorboard.fleet.drill.Drill;
import dev.visitorboard.instance.Instance;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class FleetTest {

	private final FleetRepository repository = mock(FleetRepository.class);

	private long now;

	private final Fleet fleet = new Fleet(this.repository,
			new TableClock(Clock.fixed(Samples.NOON, ZoneOffset.UTC), () -> this.now),
			new Instance("i-1", null, null, "dev", ""), DirectReads.with(() -> this.now), () -> this.now);

	@Test
	void aPictureTellsTheDrillAndWhenItsReadBegan() {
		Optional<Drill> drill = drill(Samples.NOON.plusSeconds(60));
		given(this.repository.read()).willAnswer((_) -> {
			this.now++;
			return new FleetRepository.Items(List.of(), drill);
		});
		FleetPicture picture = this.fleet.picture(Fleet.FRESH);
		assertThat(picture.drill()).isEqualTo(drill);
		assertThat(picture.begunAt()).isZero();
		assertThat(this.fleet.picture(Fleet.FRESH)).isSameAs(picture);
		assertThat(this.fleet.picture(Duration.ZERO).begunAt()).isEqualTo(1);
	}

	@Test
	void theStripTellsOfADrillUntilItsEnd() {
		given(this.repository.read()).willReturn(
				new FleetRepository.Items(List.of(), drill(Samples.NOON.plusMillis(1))),
				new FleetRepository.Items(List.of(), drill(Samples.NOON)));
		this.fleet.picture(Duration.ZERO);
		assertThat(this.fleet.strip().drill()).isEqualTo(60);
		this.fleet.picture(Duration.ZERO);
		assertThat(this.fleet.strip().drill()).isZero();
	}

	@Test
	void aTableThatCannotBeReadTellsNothing() {
		given(this.repository.read()).willThrow(new StoreUnavailableException(new IllegalStateException()));
		assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> this.fleet.picture(Fleet.FRESH));
	}

	private static Optional<Drill> drill(Instant endsAt) {
		return Optional.of(new Drill("1", 60, Duration.ofMinutes(1), endsAt));
	}

}
