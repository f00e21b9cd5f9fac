package dev.visitorboard.board.moderation;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

import dev.visitorboard.access.InstructorOnly;
import dev.visitorboard.board.MessageId;

import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The instructor's page, of plain forms that hide and restore messages.
@Controller
@InstructorOnly
@RequestMapping("/moderation")
class ModerationController {

	private final Moderation moderation;

	ModerationController(Moderation moderation) {
		this.moderation = moderation;
	}

	@GetMapping(produces = MediaType.TEXT_HTML_VALUE)
	String page(@RequestParam Optional<MessageId> before, Locale locale, Model model) {
		MessageId cursor = before.orElse(null);
		model.addAttribute("view", ModerationView.of(this.moderation.slice(cursor), cursor, locale));
		return "moderation";
	}

	@PostMapping("/messages/{id}/hide")
	String hide(@PathVariable String id, @RequestParam Optional<MessageId> before) {
		return change(this.moderation::hide, id, before);
	}

	/// @param id of the message that the button was at
	@PostMapping("/messages/{id}/hide-all")
	String hideAll(@PathVariable String id, @RequestParam String name, @RequestParam Optional<MessageId> before) {
		return change((_) -> this.moderation.hideAll(name, before.orElse(null)), id, before);
	}

	@PostMapping("/messages/{id}/restore")
	String restore(@PathVariable String id, @RequestParam Optional<MessageId> before) {
		return change(this.moderation::restore, id, before);
	}

	/// Leads back to the page that the form was on.
	private static String change(Consumer<String> change, String id, Optional<MessageId> before) {
		String query = before.map((cursor) -> "?before=" + cursor).orElse("");
		change.accept(id);
		return "redirect:/moderation" + query + "#" + MessageId.parse(id).orElseThrow();
	}

}
