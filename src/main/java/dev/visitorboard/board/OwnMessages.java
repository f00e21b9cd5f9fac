package dev.visitorboard.board;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.visitorboard.access.Signer;

import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/// Which messages a browser may delete: those it posted within 15 minutes. Its cookie holds their ids, each signed, so
/// that any instance knows them.
@Component
class OwnMessages {

	static final String COOKIE = "mine";

	static final Duration DELETABLE = Duration.ofMinutes(15);

	private static final int MOST = 10;

	private static final String PURPOSE = "own message";

	private final Signer signer;

	private final Clock clock;

	OwnMessages(Signer signer, Clock clock) {
		this.signer = signer;
		this.clock = clock;
	}

	/// The cookie for the answer to a post. The page's script reads it, since the page is
	/// the same for everyone and shows no buttons of its own; so it is not `HttpOnly`.
	/// @param held what the request's cookie held
	/// @return none where the message was there before: it is answered to whoever repeats
	/// its words, so a right to delete it would be had for a copied text and a guessed
	/// visitor's number; and an older cookie would take away what the first answer gave
	Optional<ResponseCookie> after(String held, Stored stored, boolean secure) {
		if (!stored.isNew()) {
			return Optional.empty();
		}
		Set<MessageId> ids = new LinkedHashSet<>();
		ids.add(stored.message().id());
		entries(held).filter((entry) -> claim(entry) == Claim.GOOD)
			.map(Entry::id)
			.sorted(Comparator.reverseOrder())
			.forEach(ids::add);
		String value = ids.stream()
			.limit(MOST)
			.map((id) -> id + "." + this.signer.sign(PURPOSE, id.toString()))
			.collect(Collectors.joining(":"));
		return Optional
			.of(ResponseCookie.from(COOKIE, value).path("/").maxAge(DELETABLE).sameSite("Lax").secure(secure).build());
	}

	/// What a browser's cookie is worth for a message.
	Claim claim(String held, MessageId id) {
		List<Claim> claims = entries(held).filter((entry) -> entry.id().equals(id)).map(this::claim).toList();
		return claims.stream().max(Comparator.naturalOrder()).orElse(Claim.MISSING);
	}

	private Claim claim(Entry entry) {
		if (!this.signer.verifies(PURPOSE, entry.id().toString(), entry.signature())) {
			return Claim.FORGED;
		}
		return this.clock.instant().isBefore(entry.id().time().plus(DELETABLE)) ? Claim.GOOD : Claim.TOO_LATE;
	}

	private static Stream<Entry> entries(String held) {
		return Stream.of(held.split(":")).flatMap((pair) -> Entry.parse(pair).stream());
	}

	/// From the weakest to the one that lets a message be deleted.
	enum Claim {

		MISSING, FORGED, TOO_LATE, GOOD

	}

	private record Entry(MessageId id, String signature) {

		static Optional<Entry> parse(String pair) {
			String[] parts = pair.split("\\.", 2);
			return (parts.length == 2) ? MessageId.parse(parts[0]).map((id) -> new Entry(id, parts[1]))
					: Optional.empty();
		}

	}

}
