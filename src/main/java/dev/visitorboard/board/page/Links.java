package dev.visitorboard.board.page;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/// Finds the web addresses in what visitors wrote. A link leads exactly where its text says: `http` or `https`, a host
/// of plain letters with a dot, and nobody's name before an `@`.
final class Links {

	private static final Pattern ADDRESS = Pattern.compile("""
			(?<![\\p{L}\\p{N}])https?://[a-z0-9-]++(?:\\.[a-z0-9-]++)++(?::[0-9]{1,5}+)?+\
			(?![\\p{L}\\p{N}]|[^\\s/?#]*@)(?:[/?#][^\\s\\p{Z}<>"]*+)?+""", Pattern.CASE_INSENSITIVE);

	/// A sentence ends with them, an address hardly ever.
	private static final String ENDS_SENTENCES = ".,;:!?'’”»…。、，！？）」』*_";

	/// The text in pieces: all of it, in its order.
	public List<Piece> in(String text) {
		List<Piece> pieces = new ArrayList<>();
		int told = 0;
		Matcher found = ADDRESS.matcher(text);
		while (found.find()) {
			String address = trimmed(found.group());
			if (found.start() > told) {
				pieces.add(new Piece(text.substring(told, found.start()), null));
			}
			pieces.add(new Piece(address, address));
			told = found.start() + address.length();
		}
		if (told < text.length()) {
			pieces.add(new Piece(text.substring(told), null));
		}
		return pieces;
	}

	/// Without the end of the sentence that it stands in. A bracket that it opened itself
	/// is a part of it.
	private static String trimmed(String address) {
		int end = address.length();
		while (ENDS_SENTENCES.indexOf(address.charAt(end - 1)) >= 0
				|| closesAnother(address.substring(0, end), '(', ')')
				|| closesAnother(address.substring(0, end), '[', ']')) {
			end--;
		}
		return address.substring(0, end);
	}

	private static boolean closesAnother(String address, char open, char close) {
		return address.charAt(address.length() - 1) == close && address.chars()
			.filter((it) -> it == close)
			.count() > address.chars().filter((it) -> it == open).count();
	}

	/// @param href where it leads; null for text that leads nowhere
	record Piece(String text, @Nullable String href) {
	}

}
