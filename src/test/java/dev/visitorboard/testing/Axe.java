package dev.visitorboard.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// The checker of accessibility of Deque, in the page that a browser shows.
public final class Axe {

	private static final String SCRIPT = read();

	/// Those of WCAG 2.2, levels A and AA, and what axe calls best practice.
	private static final String VIOLATIONS = """
			axe.run({
				resultTypes: ['violations'],
				runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
				rules: { 'target-size': { enabled: true } },
			}).then(({ violations }) => violations.flatMap(({ id, help, nodes }) =>
				nodes.map(({ html }) => `${id}: ${help}: ${html}`)))""";

	private Axe() {
	}

	/// Puts it into each page that the tab opens from now on.
	public static void bringInto(Browser browser) {
		browser.beforeEachPage(SCRIPT);
	}

	/// The rules that the page breaks as it is now, each with the element that does.
	public static List<String> violations(Browser browser) {
		return (browser.resultOf(VIOLATIONS) instanceof List<?> found) ? found.stream().map(String::valueOf).toList()
				: List.of("axe did not run");
	}

	private static String read() {
		try (InputStream script = Objects.requireNonNull(Axe.class.getResourceAsStream("/axe.min.js"))) {
			return new String(script.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
