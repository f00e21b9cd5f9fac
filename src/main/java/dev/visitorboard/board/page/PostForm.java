package dev.visitorboard.board.page;

import org.jspecify.annotations.Nullable;

/// The form as one visitor sent it. Each field may be missing, since programs send it too.
///
/// @param website no person fills it in, since none can see or reach it
/// @param opened when the form was made, signed; programs do without, and the rate limit bounds them all the same
record PostForm(@Nullable String message, @Nullable String name, @Nullable String website, @Nullable String opened) {

	static final PostForm EMPTY = new PostForm(null, null, null, null);

	/// Refuses what a program filled in, and a form that is too old.
	/// @throws RefusedFormException when it did not come from our page as a person has it
	void requireFromAPerson(FormTime formTime) {
		if (this.website != null && !this.website.isEmpty()) {
			throw new RefusedFormException("form.trapped");
		}
		if (this.opened != null && !formTime.accepts(this.opened)) {
			throw new RefusedFormException("form.too-old");
		}
	}

}
