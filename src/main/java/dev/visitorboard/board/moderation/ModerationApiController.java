package dev.visitorboard.board.moderation;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.visitorboard.access.InstructorOnly;
import dev.visitorboard.board.Message;
import dev.visitorboard.board.MessageId;
import dev.visitorboard.board.Slice;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Moderation for programs.
@RestController
@InstructorOnly
class ModerationApiController {

	private final Moderation moderation;

	ModerationApiController(Moderation moderation) {
		this.moderation = moderation;
	}

	@PutMapping("/messages/{id}/hidden")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void hide(@PathVariable String id) {
		this.moderation.hide(id);
	}

	@DeleteMapping("/messages/{id}/hidden")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void restore(@PathVariable String id) {
		this.moderation.restore(id);
	}

	/// A request without this header is a browser's, and gets the page.
	@GetMapping(path = "/moderation", headers = HttpHeaders.AUTHORIZATION, produces = MediaType.APPLICATION_JSON_VALUE)
	ModerationJson messages(@RequestParam Optional<MessageId> before) {
		Slice slice = this.moderation.slice(before.orElse(null));
		return ModerationJson.of(slice);
	}

	/// @param message left out, like the name, once its author has deleted it
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record ModeratedJson(String id, String state, @Nullable String message, @Nullable String name, Instant postedAt,
			String instance) {

		static ModeratedJson of(Message message) {
			boolean deleted = message.state() == Message.State.DELETED;
			return new ModeratedJson(message.id().toString(), message.state().name().toLowerCase(Locale.ROOT),
					deleted ? null : message.text(), message.name(), message.postedAt(), message.instance());
		}

	}

	/// @param next the cursor for older messages; left out at the end of the board
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record ModerationJson(List<ModeratedJson> messages, @Nullable String next) {

		static ModerationJson of(Slice slice) {
			MessageId next = slice.next();
			return new ModerationJson(slice.messages().stream().map(ModeratedJson::of).toList(),
					(next != null) ? next.toString() : null);
		}

	}

}
