package dev.visitorboard.startup;

/// What a look at one thing found: a line of the doctor's.
///
/// @param text for a failure, what is wrong and the fix
record Finding(String verdict, String text) {

	private static final String OK = "ok";

	private static final String NOTE = "note";

	static Finding ok(String text) {
		return new Finding(OK, text);
	}

	/// Works, but the operator should know.
	static Finding note(String text) {
		return new Finding(NOTE, text);
	}

	/// Stops a start, or keeps the instance from serving.
	static Finding fail(String text) {
		return new Finding("FAIL", text);
	}

	/// Cannot be looked at, because something that it needs has failed.
	static Finding skip(String text) {
		return new Finding("skip", text);
	}

	boolean isWell() {
		return this.verdict.equals(OK) || this.verdict.equals(NOTE);
	}

}
