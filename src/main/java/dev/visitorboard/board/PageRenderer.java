package dev.visitorboard.board;

import java.util.Locale;
import java.util.Map;

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
		Locale locale = view.locale();
		return this.templates.process("board", new Context(locale, Map.of("view", view, "form", form, "opened",
				this.formTime.field(), "posted", posted, "limits", Limits.OF_POSTS)));
	}

	/// For the `maxlength` of the fields, which browsers count in UTF-16 units: at most
	/// two a code point.
	record Limits(int text, int name) {

		static final Limits OF_POSTS = new Limits(2 * Post.LONGEST_TEXT, 2 * Post.LONGEST_NAME);

	}

}
