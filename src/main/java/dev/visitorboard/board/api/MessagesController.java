package dev.visitorboard.board.api;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.visitorboard.board.Board;
import dev.visitorboard.board.ClientId;
import dev.visitorboard.board.IdempotencyKey;
import dev.visitorboard.board.Message;
import dev.visitorboard.board.MessageId;
import dev.visitorboard.board.OwnMessages;
import dev.visitorboard.board.Post;
import dev.visitorboard.board.PostResult;
import dev.visitorboard.board.Slice;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The messages in JSON.
@RestController
@RequestMapping(path = "/messages")
class MessagesController {

	private final Board board;

	private final OwnMessages own;

	MessagesController(Board board, OwnMessages own) {
		this.board = board;
		this.own = own;
	}

	@GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<MessagesJson> messages(@RequestParam Optional<MessageId> before,
			@RequestParam(defaultValue = "50") Limit limit) {
		Slice slice = this.board.messages(before.orElse(null)).first(limit.messages());
		MessageId next = slice.next();
		ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
		if (next != null) {
			answer.header(HttpHeaders.LINK,
					"</messages?limit=%d&before=%s>; rel=\"next\"".formatted(limit.messages(), next));
		}
		return answer.body(MessagesJson.of(slice));
	}

	@GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
	MessageJson message(@PathVariable String id) {
		return MessageId.parse(id).flatMap(this.board::find).map(MessageJson::of).orElseThrow(OwnMessages::missing);
	}

	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<MessageJson> post(@RequestBody NewMessage body,
			@RequestHeader("Idempotency-Key") Optional<IdempotencyKey> idempotencyKey,
			@CookieValue(OwnMessages.COOKIE) Optional<Cookie> mine, HttpServletRequest request) {
		Post post = Post.of(body.message(), body.name());
		IdempotencyKey key = idempotencyKey.orElseGet(() -> IdempotencyKey.derived(ClientId.of(request), post));
		PostResult result = this.board.post(post, key, request.getRemoteAddr());
		ResponseEntity.BodyBuilder answer = ResponseEntity.created(URI.create("/messages/" + result.message().id()));
		this.own.after(value(mine), result, request.isSecure())
			.ifPresent((cookie) -> answer.header(HttpHeaders.SET_COOKIE, cookie.toString()));
		return answer.body(MessageJson.of(result.message()));
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void delete(@PathVariable String id, @CookieValue(OwnMessages.COOKIE) Optional<Cookie> mine) {
		this.own.delete(value(mine), id);
	}

	private static String value(Optional<Cookie> cookie) {
		return cookie.map(Cookie::getValue).orElse("");
	}

	record NewMessage(@Nullable String message, @Nullable String name) {
	}

	@JsonInclude(JsonInclude.Include.NON_NULL)
	record MessageJson(String id, String message, @Nullable String name, Instant postedAt, String instance) {

		static MessageJson of(Message message) {
			return new MessageJson(message.id().toString(), message.text(), message.name(), message.postedAt(),
					message.instance());
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
