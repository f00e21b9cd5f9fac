package dev.visitorboard.board;

import dev.visitorboard.web.InvalidParameterException;

/// The parameter `before`: the id of the message that older ones are asked for with.
final class Cursor {

	private Cursor() {
	}

	static MessageId parse(String before) {
		return MessageId.parse(before)
			.orElseThrow(() -> new InvalidParameterException("before", "the id of a message"));
	}

}
