package dev.visitorboard.allowance;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import dev.visitorboard.dynamodb.StoreUnavailableException;
import dev.visitorboard.signing.Signer;

import org.springframework.stereotype.Service;

/// What one address may do in a minute of the clock. It is kept in the table, so that it stays the same however many
/// instances there are, and under a keyed hash, so that the table holds no address.
@Service
public class Allowance {

	private final AllowanceRepository repository;

	private final Signer signer;

	private final Clock clock;

	Allowance(AllowanceRepository repository, Signer signer, Clock clock) {
		this.repository = repository;
		this.signer = signer;
		this.clock = clock;
	}

	/// Takes one of the `most` that an address has of a kind in this minute.
	/// @param kind what it is an allowance of; each kind is counted on its own
	/// @param address the client's, of which an IPv6 address shares with its /64
	/// @param most at least 1
	/// @throws AllowanceExceededException when none was left
	/// @throws StoreUnavailableException when the table does not answer; one may be
	/// taken all the same
	public void take(String kind, String address, int most) {
		if (most < 1) {
			throw new IllegalArgumentException("there is no allowance of " + most);
		}
		Instant now = this.clock.instant();
		if (!this.repository.take(owner(kind, address), minute(now), most)) {
			throw exceeded(now);
		}
	}

	/// How many of `most` an address has left of a kind in this minute. Takes none.
	/// @throws StoreUnavailableException when the table does not answer
	int left(String kind, String address, int most) {
		return left(kind, address, most, this.clock.instant());
	}

	/// Goes by unless an address has none left. Takes none.
	/// @throws AllowanceExceededException when none is left
	/// @throws StoreUnavailableException when the table does not answer
	public void requireLeft(String kind, String address, int most) {
		Instant now = this.clock.instant();
		if (left(kind, address, most, now) == 0) {
			throw exceeded(now);
		}
	}

	private int left(String kind, String address, int most, Instant now) {
		return Math.max(0, most - this.repository.used(owner(kind, address), minute(now)));
	}

	private String owner(String kind, String address) {
		return this.signer.sign("allowance of " + kind, AddressBlock.of(address).text());
	}

	private static Instant minute(Instant now) {
		return now.truncatedTo(ChronoUnit.MINUTES);
	}

	private static AllowanceExceededException exceeded(Instant now) {
		return new AllowanceExceededException(Duration.between(now, minute(now).plus(1, ChronoUnit.MINUTES)));
	}

}
