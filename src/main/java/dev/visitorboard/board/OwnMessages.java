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

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.server.ResponseStatusException;

/// Which messages a browser may delete: those it posted within 15 minutes. Its cookie holds their ids, each signed, so
/// that any instance knows them.
@Component
public class OwnMessages {

	public static final String COOKIE = "mine";

	static final Duration DELETABLE = Duration.ofMinutes(15);

	private static final int MOST = 10;

	private static final String PURPOSE = "own message";

	private final Signer signer;

	private final Clock clock;

	private final Board board;

	OwnMessages(Board board, Signer signer, Clock clock) {
		this.board = board;
		this.signer = signer;
		this.clock = clock;
	}

	/// The cookie for the answer to a post. The page's script reads it, since the page is
	/// the same for everyone and shows no buttons of its own; so it is not `HttpOnly`.
	/// @param held what the request's cookie held
	/// @return empty where the message was there before. Anybody who repeats its words
	/// gets it as an answer, and could delete it with a copied text and a guessed
	/// visitor's number. An older cookie would also take away what the first answer gave.
	public Optional<ResponseCookie> after(String held, PostResult result, boolean secure) {
		if (!result.created()) {
			return Optional.empty();
		}
		Set<MessageId> ids = new LinkedHashSet<>();
		ids.add(result.message().id());
		entries(held).filter((entry) -> right(entry) == Right.GOOD)
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

	/// Whether the browser may delete a message.
	/// @param held what the request's cookie held
	public boolean mayDelete(String held, MessageId id) {
		return right(held, id) == Right.GOOD;
	}

	/// Deletes a message, if the browser may. To repeat this is fine.
	/// @throws NotYoursException when it may not
	public void delete(String held, String message) {
		MessageId id = MessageId.parse(message).orElseThrow(OwnMessages::missing);
		Right right = right(held, id);
		if (right != Right.GOOD) {
			// Without a right to a message one learns no more of it than any reader.
			throw this.board.find(id).isPresent() ? new NotYoursException(right) : missing();
		}
		if (!this.board.delete(id)) {
			throw missing();
		}
	}

	public static ErrorResponseException missing() {
		return new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no message with this id.");
	}

	/// What a browser's cookie is worth for a message.
	Right right(String held, MessageId id) {
		List<Right> rights = entries(held).filter((entry) -> entry.id().equals(id)).map(this::right).toList();
		return rights.stream().max(Comparator.naturalOrder()).orElse(Right.MISSING);
	}

	private Right right(Entry entry) {
		if (!this.signer.verifies(PURPOSE, entry.id().toString(), entry.signature())) {
			return Right.FORGED;
		}
		return this.clock.instant().isBefore(entry.id().time().plus(DELETABLE)) ? Right.GOOD : Right.TOO_LATE;
	}

	private static Stream<Entry> entries(String held) {
		return Stream.of(held.split(":")).flatMap((pair) -> Entry.parse(pair).stream());
	}

	/// From the weakest to the one that lets a message be deleted.
	enum Right {

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
