package dev.visitorboard.board.api;

import dev.visitorboard.board.Slice;
import dev.visitorboard.web.InvalidParameterException;

/// How many messages a list holds at most.
record Limit(int messages) {

	/// Spring reads a request's parameter of this type with it.
	/// @throws InvalidParameterException when it is not within its bounds
	public static Limit valueOf(String limit) {
		try {
			int messages = Integer.parseInt(limit);
			if (messages >= 1 && messages <= Slice.MOST) {
				return new Limit(messages);
			}
		}
		catch (NumberFormatException _) {
			// Refused below, with the numbers out of bounds.
		}
		throw new InvalidParameterException("limit", "a number from 1 to " + Slice.MOST);
	}

}
