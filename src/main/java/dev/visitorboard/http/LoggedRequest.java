package dev.visitorboard.http;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/// How the line that is logged of a request words it. What a client sent is cut.
public final class LoggedRequest {

	private static final int LONGEST_USER_AGENT = 100;

	private static final int LONGEST_METHOD = 20;

	private LoggedRequest() {
	}

	/// What a reader of the log reads.
	public static String message(String method, String route, int status, long nanos) {
		return method + " " + route + " " + status + " in " + nanos / 1_000_000 + " ms";
	}

	/// The method, which can be any word.
	public static String method(String method) {
		return cut(method, LONGEST_METHOD);
	}

	/// The client's name for itself; empty for none.
	public static String userAgent(@Nullable String header) {
		return cut(header, LONGEST_USER_AGENT);
	}

	/// The beginning of a text; empty for none.
	public static String cut(@Nullable String text, int most) {
		String given = Objects.requireNonNullElse(text, "");
		return (given.length() > most) ? given.substring(0, most) : given;
	}

}
