package dev.visitorboard.board;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.visitorboard.web.InvalidParameterException;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The messages in JSON.
@RestController
@RequestMapping(path = "/messages")
class MessagesController {

	/// As draft-ietf-httpapi-idempotency-key-header leaves it to the server: visible
	/// ASCII, and short.
	private static final Pattern IDEMPOTENCY_KEY = Pattern.compile("[!-~]{1,200}");

	private final Board board;

	private final Posting posting;

	private final OwnMessages own;

	MessagesController(Board board, Posting posting, OwnMessages own) {
		this.board = board;
		this.posting = posting;
		this.own = own;
	}

	@GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<MessagesJson> messages(@RequestParam Optional<String> before,
			@RequestParam(defaultValue = "50") String limit) {
		int most = limit(limit);
		Slice slice = this.board.slice(before.map(Cursor::parse).orElse(null), Duration.ZERO).first(most);
		MessageId next = slice.next();
		ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
		if (next != null) {
			answer.header(HttpHeaders.LINK, "</messages?limit=%d&before=%s>; rel=\"next\"".formatted(most, next));
		}
		return answer.body(MessagesJson.of(slice));
	}

	@GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
	MessageJson message(@PathVariable String id) {
		return MessageId.parse(id)
			.flatMap(this.board::message)
			.map(MessageJson::of)
			.orElseThrow(OwnMessagesController::missing);
	}

	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<MessageJson> post(@RequestBody NewMessage body,
			@RequestHeader(name = "Idempotency-Key") Optional<String> idempotencyKey, HttpServletRequest request) {
		Post post = Post.of(body.message(), body.name());
		PostKey key = idempotencyKey.map(MessagesController::key)
			.orElseGet(() -> PostKey.derived(Sender.of(request), post));
		Stored stored = this.posting.post(post, key, request.getRemoteAddr());
		ResponseEntity.BodyBuilder answer = ResponseEntity.created(URI.create("/messages/" + stored.message().id()));
		this.own.after(OwnMessagesController.held(request), stored, request.isSecure())
			.ifPresent((cookie) -> answer.header(HttpHeaders.SET_COOKIE, cookie.toString()));
		return answer.body(MessageJson.of(stored.message()));
	}

	private static int limit(String limit) {
		try {
			int most = Integer.parseInt(limit);
			if (most >= 1 && most <= Slice.LONGEST) {
				return most;
			}
		}
		catch (NumberFormatException _) {
			// Refused below, with the numbers out of range.
		}
		throw new InvalidParameterException("limit", "a number from 1 to " + Slice.LONGEST);
	}

	private static PostKey key(String idempotencyKey) {
		if (!IDEMPOTENCY_KEY.matcher(idempotencyKey).matches()) {
			throw new InvalidParameterException("Idempotency-Key", "1 to 200 visible ASCII characters");
		}
		return PostKey.chosen(idempotencyKey);
	}

	record NewMessage(@Nullable String message, @Nullable String name) {
	}

	@JsonInclude(JsonInclude.Include.NON_NULL)
	record MessageJson(String id, String message, @Nullable String name, Instant postedAt, String instance) {

		static MessageJson of(Message message) {
			return new MessageJson(message.id().toString(), message.post().text(), message.post().name(),
					message.postedAt(), message.instance());
		}

	}

	/// @param next the cursor for older messages; left out at the end of the board
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record MessagesJson(List<MessageJson> messages, @Nullable String next) {

		static MessagesJson of(Slice slice) {
			MessageId next = slice.next();
			return new MessagesJson(slice.messages().stream().map(MessageJson::of).toList(),
					(next != null) ? next.toString() : null);
		}

	}

}
