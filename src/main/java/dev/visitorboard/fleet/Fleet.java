package dev.visitorboard.fleet;

import java.time.Duration;
import java.util.function.LongSupplier;

import dev.visitorboard.dynamodb.Reading;
import dev.visitorboard.dynamodb.SharedRead;
import dev.visitorboard.dynamodb.SharedReads;
import dev.visitorboard.dynamodb.StoreUnavailableException;
import dev.visitorboard.dynamodb.TableClock;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.stereotype.Service;

/// Who is there, read at most once at a time, however many ask.
@Service
class Fleet {

	/// How old a picture may be for who watches.
	static final Duration FRESH = Duration.ofSeconds(2);

	private final SharedRead<FleetPicture> picture;

	@Autowired
	Fleet(FleetRepository repository, TableClock clock, @SharedReads AsyncTaskExecutor executor) {
		this(repository, clock, executor, System::nanoTime);
	}

	Fleet(FleetRepository repository, TableClock clock, AsyncTaskExecutor executor, LongSupplier nanoTime) {
		Sightings sightings = new Sightings();
		this.picture = new SharedRead<>(() -> {
			FleetItems items = repository.read();
			// After the read, whose answer tells the table's time.
			return new FleetPicture(clock.now(), sightings.look(items.heartbeats(), clock.now(), nanoTime.getAsLong()));
		}, executor, nanoTime);
	}

	/// The fleet as it was within the last two seconds.
	/// @throws StoreUnavailableException when the table does not answer
	FleetPicture picture() {
		return this.picture.notOlderThan(FRESH);
	}

	/// As [#picture], or the last one there is while the table does not answer.
	/// @throws StoreUnavailableException when there is none
	Reading<FleetPicture> pictureOrLatest() {
		return this.picture.orLatest(FRESH);
	}

}
