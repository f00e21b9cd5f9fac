package dev.visitorboard.fleet;

import java.time.Duration;
import java.time.Instant;

import dev.visitorboard.dynamodb.Reading;
import dev.visitorboard.dynamodb.SharedRead;
import dev.visitorboard.dynamodb.SharedReadFactory;
import dev.visitorboard.dynamodb.StoreUnavailableException;
import dev.visitorboard.dynamodb.TableClock;
import dev.visitorboard.instance.Instance;
import dev.visitorboard.lifecycle.Ticker;
import dev.visitorboard.web.PageCache;

import org.springframework.stereotype.Service;

/// The fleet as the table has it. However many watch, there is one read at a time, and it changes nothing.
@Service
public class Fleet {

	/// How old a picture may be for somebody who watches: two seconds, less what the page
	/// may stand in for the next one.
	static final Duration FRESH = Duration.ofSeconds(2).minus(PageCache.STAND_IN);

	private final FleetRepository repository;

	private final TableClock clock;

	private final Instance self;

	private final Ticker ticker;

	private final FailureDetector detector = new FailureDetector();

	private final SharedRead<FleetPicture> picture;

	private volatile FleetStrip strip = FleetStrip.UNKNOWN;

	Fleet(FleetRepository repository, TableClock clock, Instance self, SharedReadFactory reads, Ticker ticker) {
		this.repository = repository;
		this.clock = clock;
		this.self = self;
		this.ticker = ticker;
		this.picture = reads.current(this::read);
	}

	/// The fleet as this instance saw it last, some seconds ago, without waiting. It is
	/// the same object until it changes.
	public FleetStrip strip() {
		return this.strip;
	}

	/// The fleet as it was within the last `age`.
	/// @throws StoreUnavailableException when the table does not answer
	FleetPicture picture(Duration age) {
		return this.picture.notOlderThan(age);
	}

	/// The fleet within the last two seconds, or as it was last seen while the table does
	/// not answer.
	/// @throws StoreUnavailableException when this instance has never seen it
	public Reading<FleetPicture> pictureOrLatest() {
		return this.picture.orLatest(FRESH);
	}

	private FleetPicture read() {
		long begunAt = this.ticker.nanos();
		FleetRepository.Items items = this.repository.read();
		// The answer to the read tells the table's time.
		Instant now = this.clock.now();
		FleetPicture seen = new FleetPicture(now, this.detector.judge(items.heartbeats(), now, this.ticker.nanos()),
				items.drill(), begunAt);
		FleetStrip line = FleetStrip.of(seen, this.self.id());
		if (!line.equals(this.strip)) {
			this.strip = line;
		}
		return seen;
	}

}
