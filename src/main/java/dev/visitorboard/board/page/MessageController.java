package dev.visitorboard.board.page;

import java.util.Locale;
import java.util.Map;

import dev.visitorboard.board.Board;
import dev.visitorboard.board.Message;
import dev.visitorboard.board.MessageId;
import dev.visitorboard.board.OwnMessages;
import dev.visitorboard.web.UtcTime;

import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// One message as a page, for links to it. Programs get JSON at the same address.
@Controller
class MessageController {

	private final Board board;

	MessageController(Board board) {
		this.board = board;
	}

	@GetMapping(path = "/messages/{id}", produces = MediaType.TEXT_HTML_VALUE)
	String message(@PathVariable String id, Model model, Locale locale) {
		Message message = MessageId.parse(id).flatMap(this.board::find).orElseThrow(OwnMessages::missing);
		model.addAllAttributes(Map.of("message", message, "utc", new UtcTime(locale), "links", new Links()));
		return "message";
	}

}
