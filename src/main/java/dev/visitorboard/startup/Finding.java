package dev.visitorboard.startup;

/// What a look at one layer found.
///
/// @param text for a failure, what is wrong and the fix
record Finding(Verdict verdict, String text) {

	/// How well a layer is.
	public enum Verdict {

		/// As it should be.
		OK,

		/// Works, but the operator should know.
		NOTE,

		/// Stops the boot or keeps the instance from serving.
		FAIL,

		/// Cannot be looked at, because a layer below failed.
		SKIP

	}

	public static Finding ok(String text) {
		return new Finding(Verdict.OK, text);
	}

	public static Finding note(String text) {
		return new Finding(Verdict.NOTE, text);
	}

	public static Finding fail(String text) {
		return new Finding(Verdict.FAIL, text);
	}

	public static Finding skip(String text) {
		return new Finding(Verdict.SKIP, text);
	}

}
