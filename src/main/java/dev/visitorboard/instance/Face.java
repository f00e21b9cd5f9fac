package dev.visitorboard.instance;

/// How people tell instances apart at a glance: by a letter and a colour. Both follow from the id alone, so an instance
/// has the same ones on every page of every instance, also long after it has gone.
///
/// @param id any id that may stand at a message
public record Face(String id) {

	/// Without those that look like a digit or like each other.
	private static final String LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ";

	/// The stylesheet has one for each. It shares no divisor with the number of letters,
	/// so a letter comes in every colour.
	public static final int COLOURS = 8;

	private static final int SHORT = 12;

	public char letter() {
		return LETTERS.charAt(Math.floorMod(this.id.hashCode(), LETTERS.length()));
	}

	/// From 0 to 7.
	public int colour() {
		return Math.floorMod(this.id.hashCode(), COLOURS);
	}

	/// The end of a long id, by which people tell instances apart.
	public String shortId() {
		return (this.id.length() > SHORT) ? "…" + this.id.substring(this.id.length() - SHORT / 2) : this.id;
	}

	/// The letter and the id, for text.
	public String inText() {
		return letter() + " " + this.id;
	}

}
