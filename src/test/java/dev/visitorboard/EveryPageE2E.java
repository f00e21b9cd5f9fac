package dev.visitorboard;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.visitorboard.testing.Axe;
import dev.visitorboard.testing.BesideOthers;
import dev.visitorboard.testing.BoardTest;
import dev.visitorboard.testing.Browser;
import dev.visitorboard.testing.InBrowser;
import dev.visitorboard.testing.Picture;
import dev.visitorboard.testing.RunningBoard;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/// Every [Page] of the board breaks none of axe's rules, on a phone and on a desk, light and dark, in three languages.
///
/// `mvn -Pscreenshots verify` keeps a picture of each in `target/screenshots`, and makes those of the documents anew.
@Order(2)
@BesideOthers
@ExtendWith(InBrowser.class)
@BoardTest({ "board.instructor.token=" + SampleBoard.TOKEN, "board.fleet.cores=0.1", "board.instance.type=t3.small",
		"board.instance.version=5229fc5", "board.instance.timeline=packages=21,clone=2,build=38" })
class EveryPageE2E {

	private static final boolean SCREENSHOTS = Boolean.getBoolean("screenshots");

	private static final Map<String, String> IN_DOCUMENTS = Map.of("board-en-1440-light", "board", "board-en-1440-dark",
			"dark", "board-en-390-light", "phone", "history-en-1440-light", "history", "fleet-drill-en-1440-light",
			"fleet", "fleet-killed-en-1440-light", "fleet-killed");

	private final Browser browser;

	private final SampleBoard board;

	private int turn;

	EveryPageE2E(Browser browser,
			@BoardTest.With({ "board.instance.id=i-0a1b2c3d4e5f60718",
					"board.instance.zone=eu-central-1a" }) RunningBoard one,
			@BoardTest.With({ "board.instance.id=i-05a4b3c2d1e0f9876",
					"board.instance.zone=eu-central-1b" }) RunningBoard other) {
		this.browser = browser;
		this.board = SampleBoard.fill(browser, one, other);
	}

	@ParameterizedTest
	@EnumSource
	void nothingBreaksARuleOfAxe(Page page) {
		Axe.bringInto(this.browser);
		String[] languages = { "en", "de", "ar" };
		IntStream.range(0, languages.length).forEach((i) -> {
			this.browser.inLanguages(languages[i]);
			page.open(this.board);
			looks().forEach((look) -> check(look, "%s-%s-%s".formatted(page, languages[i], look)));
		});
	}

	@Test
	void axeSeesWhatBreaksARule() {
		Axe.bringInto(this.browser);
		this.board.open("/");
		this.browser.run("""
				document.documentElement.lang = '';
				document.getElementById('read').style.color = 'silver';
				document.getElementById('message').removeAttribute('id')""");
		assertThat(Axe.violations(this.browser)).asString().contains("html-has-lang: ", "color-contrast: ", "label: ");
	}

	/// All of them for screenshots. Otherwise the next one, so that three languages in a
	/// row see both widths and both schemes.
	private Stream<Look> looks() {
		return Stream.of(new Look(390, "light"), new Look(1440, "dark"), new Look(390, "dark"), new Look(1440, "light"))
			.skip(SCREENSHOTS ? 0 : this.turn++ % 4)
			.limit(SCREENSHOTS ? 4 : 1);
	}

	private void check(Look look, String name) {
		this.browser.onScreen(look.width(), 844, look.scheme());
		String details = "document.querySelectorAll('details').forEach((it) => it.open = %s)";
		if (SCREENSHOTS) {
			this.browser.run(details.formatted(false));
			save(name.toLowerCase(Locale.ROOT).replace('_', '-'));
		}
		this.browser.run(details.formatted(true));
		// The rows of a table are alike.
		this.browser.run("document.querySelectorAll('tbody tr:nth-child(n + 4)').forEach((it) => it.remove())");
		assertThat(Axe.violations(this.browser)).as(name).isEmpty();
	}

	private void save(String name) {
		byte[] picture = this.browser.picture();
		Picture.save(picture, Path.of("target", "screenshots", name + ".png"));
		String document = IN_DOCUMENTS.get(name);
		if (document != null) {
			Picture.save(picture, Path.of("src", "docs", "images", document + ".png"));
		}
	}

	private record Look(int width, String scheme) {

		@Override
		public String toString() {
			return this.width + "-" + this.scheme;
		}

	}

}
