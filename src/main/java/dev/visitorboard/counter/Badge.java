package dev.visitorboard.counter;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

import dev.visitorboard.web.InvalidParameterException;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.HtmlUtils;

/// How the count looks as a picture, for sites that show it by an `<img>`.
///
/// @param label the words before the number
/// @param colour of the ground behind the number, or of the words where there is none: six hexadecimal digits
record Badge(String label, String colour, Style style) {

	/// Nothing that cannot be seen, much of which XML does not take.
	private static final Pattern LABEL = Pattern.compile("[^\\p{C}\\p{Zl}\\p{Zp}]{1,40}");

	private static final Pattern COLOUR = Pattern.compile("[0-9a-fA-F]{6}");

	private static final int PADDING = 6;

	/// Where black and white stand out alike.
	private static final double MIDDLE_LUMINANCE = 0.179;

	/// @throws InvalidParameterException with the rule that a parameter breaks
	static Badge of(Wish wish) {
		String label = Objects.requireNonNullElse(wish.label(), "visitors");
		String colour = Objects.requireNonNullElse(wish.colour(), "0b6e5b");
		if (!LABEL.matcher(label).matches()) {
			throw new InvalidParameterException("label", "1 to 40 characters that can be seen");
		}
		if (!COLOUR.matcher(colour).matches()) {
			throw new InvalidParameterException("colour", "six hexadecimal digits, such as 0b6e5b");
		}
		return new Badge(label, colour.toLowerCase(Locale.ROOT),
				Style.parse(Objects.requireNonNullElse(wish.style(), "round")));
	}

	/// Styles are attributes, since the content security policy lets no `style` in.
	String svg(long count) {
		String number = String.format(Locale.ROOT, "%,d", count);
		int middle = width(this.label);
		int width = middle + width(number);
		String words = HtmlUtils.htmlEscape(this.label, "UTF-8");
		return """
				<svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="20" role="img" aria-label="%2$s: %3$s">
				<title>%2$s: %3$s</title>
				%4$s<g font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">
				%5$s%6$s</g>
				</svg>
				""".formatted(width, words, number, ground(middle, width),
				text(words, PADDING, middle, (this.style == Style.PLAIN) ? "#" + this.colour : "#fff"),
				text(number, middle + PADDING, width, (this.style == Style.PLAIN) ? "#" + this.colour : ink()));
	}

	private String ground(int middle, int width) {
		return switch (this.style) {
			case PLAIN -> "";
			case ROUND -> """
					<clipPath id="round"><rect width="%d" height="20" rx="4"/></clipPath>
					<g clip-path="url(#round)">
					%s</g>
					""".formatted(width, rectangles(middle, width));
			case SQUARE -> rectangles(middle, width);
		};
	}

	private String rectangles(int middle, int width) {
		return """
				<rect width="%1$d" height="20" fill="#444"/>
				<rect x="%1$d" width="%2$d" height="20" fill="#%3$s"/>
				""".formatted(middle, width - middle, this.colour);
	}

	/// Fitted to its place, whatever font the reader has.
	private static String text(String escaped, int from, int to, String fill) {
		return """
				<text x="%d" y="14" textLength="%d" lengthAdjust="spacingAndGlyphs" fill="%s">%s</text>
				""".formatted(from, to - from - PADDING, fill, escaped);
	}

	/// What stands out from the colour, by the relative luminance of WCAG 2.2.
	private String ink() {
		int rgb = Integer.parseInt(this.colour, 16);
		double luminance = 0.2126 * light(rgb >> 16) + 0.7152 * light(rgb >> 8 & 0xFF) + 0.0722 * light(rgb & 0xFF);
		return (luminance > MIDDLE_LUMINANCE) ? "#000" : "#fff";
	}

	private static double light(int channel) {
		return Math.pow(channel / 255.0, 2.2);
	}

	/// In pixels, near enough: letters of the East and emoji are wider, marks have no
	/// width.
	private static int width(String text) {
		return 2 * PADDING + text.codePoints().map(Badge::widthOf).sum();
	}

	private static int widthOf(int point) {
		if (Character.getType(point) == Character.NON_SPACING_MARK) {
			return 0;
		}
		return (point < 0x1100) ? 7 : 12;
	}

	enum Style {

		ROUND, SQUARE, PLAIN;

		private static Style parse(String style) {
			return switch (style) {
				case "round" -> ROUND;
				case "square" -> SQUARE;
				case "plain" -> PLAIN;
				default -> throw new InvalidParameterException("style", "round, square or plain");
			};
		}

	}

	/// The parameters of a request; each may be missing.
	record Wish(@Nullable String label, @Nullable String colour, @Nullable String style) {
	}

}
