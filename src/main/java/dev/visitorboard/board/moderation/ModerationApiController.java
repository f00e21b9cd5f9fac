package dev.visitorboard.board.moderation;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.visitorboard.access.ConditionalOnInstructor;
import dev.visitorboard.access.Instructor;
import dev.visitorboard.board.Message;
import dev.visitorboard.board.MessageId;
import dev.visitorboard.board.Slice;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Moderation for programs, which send the instructor's token with each request.
@RestController
@ConditionalOnInstructor
class ModerationApiController {

	private final Instructor instructor;

	private final Moderation moderation;

	ModerationApiController(Instructor instructor, Moderation moderation) {
		this.instructor = instructor;
		this.moderation = moderation;
	}

	@PutMapping("/messages/{id}/hidden")
	ResponseEntity<Void> hide(@PathVariable String id, HttpServletRequest request) {
		requireInstructor(request);
		this.moderation.hide(id);
		return ResponseEntity.noContent().build();
	}

	@DeleteMapping("/messages/{id}/hidden")
	ResponseEntity<Void> restore(@PathVariable String id, HttpServletRequest request) {
		requireInstructor(request);
		this.moderation.restore(id);
		return ResponseEntity.noContent().build();
	}

	/// Who sends no such header is a browser, and gets the page.
	@GetMapping(path = "/moderation", headers = HttpHeaders.AUTHORIZATION, produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<ModerationJson> messages(@RequestParam Optional<MessageId> before, HttpServletRequest request) {
		requireInstructor(request);
		Slice slice = this.moderation.slice(before.orElse(null));
		return ResponseEntity.ok(ModerationJson.of(slice));
	}

	private void requireInstructor(HttpServletRequest request) {
		this.instructor.requireBearer(request.getHeader(HttpHeaders.AUTHORIZATION), request.getRemoteAddr());
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
