package dev.visitorboard.board.moderation;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

import dev.visitorboard.access.ConditionalOnInstructor;
import dev.visitorboard.access.Entrance;
import dev.visitorboard.access.InstructorPage;
import dev.visitorboard.board.MessageId;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The instructor's page, of plain forms: sign in with the token, then hide and restore messages.
@Controller
@ConditionalOnInstructor
@RequestMapping(ModerationController.PATH)
class ModerationController {

	static final String PATH = "/moderation";

	private static final InstructorPage PAGE = new InstructorPage("moderation", PATH, PATH);

	private final Entrance entrance;

	private final Moderation moderation;

	ModerationController(Entrance entrance, Moderation moderation) {
		this.entrance = entrance;
		this.moderation = moderation;
	}

	@GetMapping(produces = MediaType.TEXT_HTML_VALUE)
	Object page(@RequestParam Optional<MessageId> before, HttpServletRequest request, Locale locale, Model model) {
		if (!this.entrance.isOpenTo(request)) {
			return this.entrance.ask(PAGE, locale);
		}
		MessageId cursor = before.orElse(null);
		model.addAttribute("view", ModerationView.of(this.moderation.slice(cursor), cursor, locale));
		return "moderation";
	}

	@PostMapping
	ResponseEntity<byte[]> signIn(@RequestParam(defaultValue = "") String token, HttpServletRequest request,
			Locale locale) {
		return this.entrance.enter(PAGE, token, request, locale);
	}

	@PostMapping("/sign-out")
	ResponseEntity<byte[]> signOut(HttpServletRequest request) {
		return this.entrance.leave(PAGE, request);
	}

	@PostMapping("/messages/{id}/hide")
	ResponseEntity<byte[]> hide(@PathVariable String id, @RequestParam Optional<MessageId> before,
			HttpServletRequest request, Locale locale) {
		return change(this.moderation::hide, id, before, request, locale);
	}

	@PostMapping("/messages/{id}/restore")
	ResponseEntity<byte[]> restore(@PathVariable String id, @RequestParam Optional<MessageId> before,
			HttpServletRequest request, Locale locale) {
		return change(this.moderation::restore, id, before, request, locale);
	}

	private ResponseEntity<byte[]> change(Consumer<String> change, String id, Optional<MessageId> before,
			HttpServletRequest request, Locale locale) {
		if (!this.entrance.isOpenTo(request)) {
			return this.entrance.refuse(PAGE, locale);
		}
		String query = before.map((cursor) -> "?before=" + cursor).orElse("");
		change.accept(id);
		return ResponseEntity.status(HttpStatus.SEE_OTHER)
			.location(URI.create(PATH + query + "#" + MessageId.parse(id).orElseThrow()))
			.build();
	}

}
