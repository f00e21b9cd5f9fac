package dev.visitorboard.fleet;

import java.time.Duration;
import java.time.Instant;

import dev.visitorboard.dynamodb.Reading;
import dev.visitorboard.dynamodb.SharedRead;
import dev.visitorboard.dynamodb.SharedReads;
import dev.visitorboard.dynamodb.StoreUnavailableException;
import dev.visitorboard.dynamodb.TableClock;
import dev.visitorboard.instance.Instance;
import dev.visitorboard.lifecycle.Ticker;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Service;

/// Who is there, read at most once at a time, however many ask.
@Service
public class Fleet {

	/// How old a picture may be for who watches.
	static final Duration FRESH = Duration.ofSeconds(2);

	private final FleetRepository repository;

	private final Drills drills;

	private final TableClock clock;

	private final Instance self;

	private final Ticker ticker;

	private final Sightings sightings = new Sightings();

	private final SharedRead<FleetPicture> picture;

	private volatile FleetStrip strip = FleetStrip.UNKNOWN;

	@Autowired
	Fleet(FleetRepository repository, Drills drills, TableClock clock, Instance self, SharedReads reads) {
		this(repository, drills, clock, self, reads, System::nanoTime);
	}

	Fleet(FleetRepository repository, Drills drills, TableClock clock, Instance self, SharedReads reads,
			Ticker ticker) {
		this.repository = repository;
		this.drills = drills;
		this.clock = clock;
		this.self = self;
		this.ticker = ticker;
		this.picture = reads.current(this::look);
	}

	/// The fleet as this instance saw it last, some seconds ago, without waiting. The
	/// same object until it changes.
	public FleetStrip strip() {
		return this.strip;
	}

	/// The fleet as it was within the last two seconds.
	/// @throws StoreUnavailableException when the table does not answer
	FleetPicture picture() {
		return this.picture.notOlderThan(FRESH);
	}

	/// The fleet as it is now.
	/// @throws StoreUnavailableException when the table does not answer
	FleetPicture pictureAnew() {
		return this.picture.notOlderThan(Duration.ZERO);
	}

	/// As [#picture], or the last one there is while the table does not answer.
	/// @throws StoreUnavailableException when there is none
	Reading<FleetPicture> pictureOrLatest() {
		return this.picture.orLatest(FRESH);
	}

	private FleetPicture look() {
		long begun = this.ticker.nanos();
		FleetItems items = this.repository.read();
		this.drills.seen(items.drill(), begun);
		// After the read, whose answer tells the table's time.
		Instant now = this.clock.now();
		FleetPicture seen = new FleetPicture(now, this.sightings.look(items.heartbeats(), now, this.ticker.nanos()));
		FleetStrip line = FleetStrip.of(seen, this.drills.running(), this.self.id());
		if (!line.equals(this.strip)) {
			this.strip = line;
		}
		return seen;
	}

}
