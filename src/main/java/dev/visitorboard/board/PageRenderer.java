package dev.visitorboard.board;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

import org.springframework.stereotype.Component;

/// Makes the board's HTML. The name of the template is fixed here and never comes from a request.
@Component
class PageRenderer {

	private final ITemplateEngine templates;

	private final FormTime formTime;

	PageRenderer(ITemplateEngine templates, FormTime formTime) {
		this.templates = templates;
		this.formTime = formTime;
	}

	/// The page that is the same for everyone.
	String render(BoardView view) {
		return render(view, Form.EMPTY, false);
	}

	/// The page for one visitor.
	/// @param posted whether this visitor's message was just stored
	String render(BoardView view, Form form, boolean posted) {
		return render(view, form, new Own(posted ? Outcome.POSTED : Outcome.NOTHING, ""));
	}

	/// The page for a visitor who has just posted or deleted a message.
	/// @param deletable the message just posted, if this visitor may delete it
	String render(BoardView view, Outcome outcome, Optional<MessageId> deletable) {
		return render(view, Form.EMPTY, new Own(outcome, deletable.map(MessageId::toString).orElse("")));
	}

	String render(ModerationView view) {
		return this.templates.process("moderation", new Context(view.locale(), Map.of("view", view)));
	}

	private String render(BoardView view, Form form, Own own) {
		return this.templates.process("board", new Context(view.locale(), Map.of("view", view, "form", form, "opened",
				this.formTime.field(), "own", own, "limits", Limits.OF_POSTS)));
	}

	/// What became of a visitor's message.
	enum Outcome {

		NOTHING, POSTED, DELETED, NOT_DELETED

	}

	/// What one visitor is told of their own message.
	///
	/// @param deletable the id of a message they may delete; empty where there is none
	record Own(Outcome outcome, String deletable) {
	}

	/// For the `maxlength` of the fields, which browsers count in UTF-16 units: at most
	/// two a code point.
	record Limits(int text, int name) {

		static final Limits OF_POSTS = new Limits(2 * Post.LONGEST_TEXT, 2 * Post.LONGEST_NAME);

	}

}
