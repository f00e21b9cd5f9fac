package dev.visitorboard.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import dev.visitorboard.dynamodb.StoreUnavailableException;

import org.springframework.stereotype.Service;

/// What one address may do in a minute of the clock. It is kept in the table, so that it stays the same however many
/// instances there are, and under a keyed hash, so that the table holds no address.
@Service
public class RateLimit {

	private final RateLimitRepository repository;

	private final Signer signer;

	private final Clock clock;

	RateLimit(RateLimitRepository repository, Signer signer, Clock clock) {
		this.repository = repository;
		this.signer = signer;
		this.clock = clock;
	}

	/// Takes one of the `most` that an address has of a kind in this minute.
	/// @param kind what is limited; each kind is counted on its own
	/// @param address the client's, of which an IPv6 address shares with its /64
	/// @param most at least 1
	/// @throws RateLimitExceededException when none was left
	/// @throws StoreUnavailableException when the table does not answer; one may be
	/// taken all the same
	public void take(String kind, String address, int most) {
		take(1, kind, address, most);
	}

	/// Passes if an address has some left of a kind in this minute, and takes none. It
	/// is a write like [#take], so of many at once each has its place among the takes.
	/// @throws RateLimitExceededException when none is left
	/// @throws StoreUnavailableException when the table does not answer
	public void requireLeft(String kind, String address, int most) {
		take(0, kind, address, most);
	}

	private void take(int count, String kind, String address, int most) {
		if (most < 1) {
			throw new IllegalArgumentException("there is no limit of " + most);
		}
		Instant now = this.clock.instant();
		if (!this.repository.take(count, owner(kind, address), minute(now), most)) {
			throw exceeded(now);
		}
	}

	private String owner(String kind, String address) {
		// These words are part of the keys in the table.
		return this.signer.sign("allowance of " + kind, AddressBlock.of(address).text());
	}

	private static Instant minute(Instant now) {
		return now.truncatedTo(ChronoUnit.MINUTES);
	}

	private static RateLimitExceededException exceeded(Instant now) {
		return new RateLimitExceededException(Duration.between(now, minute(now).plus(1, ChronoUnit.MINUTES)));
	}

}
