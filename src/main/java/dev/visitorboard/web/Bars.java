package dev.visitorboard.web;

import java.util.List;
import java.util.Locale;

/// Numbers as bars side by side, for the paths of an SVG. A bar is three units wide and one unit away from the next; the
/// highest is [#HEIGHT] units high. A zero has no bar, and anything above it has one that can be seen.
///
/// @param past all bars but the last
/// @param present the last one, whose time is not over
/// @param highest of all numbers
public record Bars(String past, String present, int width, long highest) {

	public static final int HEIGHT = 40;

	private static final int STEP = 4;

	private static final double LEAST = 1.5;

	/// Draws at least one number, none of them below zero.
	public static Bars of(List<Long> numbers) {
		long highest = numbers.stream().mapToLong(Long::longValue).max().orElseThrow();
		StringBuilder past = new StringBuilder();
		for (int i = 0; i < numbers.size() - 1; i++) {
			past.append(bar(i, numbers.get(i), highest));
		}
		int last = numbers.size() - 1;
		return new Bars(past.toString(), bar(last, numbers.getLast(), highest), numbers.size() * STEP - 1, highest);
	}

	private static String bar(int place, long number, long highest) {
		if (number <= 0) {
			return "";
		}
		double height = Math.max(LEAST, (double) HEIGHT * number / highest);
		return String.format(Locale.ROOT, "M%d %dv-%.1fh3V%d", place * STEP, HEIGHT, height, HEIGHT);
	}

}
