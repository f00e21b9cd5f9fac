package dev.visitorboard.web;

import java.text.NumberFormat;

import dev.visitorboard.testing.BesideOthers;
import dev.visitorboard.testing.BoardTest;
import dev.visitorboard.testing.Browser;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.InBrowser;
import dev.visitorboard.testing.Legibility;
import dev.visitorboard.testing.RunningBoard;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

@BesideOthers
@ExtendWith(InBrowser.class)
@BoardTest
record LanguagesE2E(Browser browser, RunningBoard board) {

	@BeforeAll
	void postAMessage() {
		Http.postForm(this.board.uri("/"), "Hello", "Ada");
	}

	@Test
	void aLanguageIsChosenWithoutScriptAndStays() {
		this.browser.withoutScripts();
		this.browser.open(this.board.uri("/history"));
		this.browser.follow("[name=language][value=ja]");
		assertThat(this.browser.address().getPath()).isEqualTo("/history");
		assertThat(this.browser.find("html").getDomAttribute("lang")).isEqualTo("ja");
		this.browser.open(this.board.uri("/"));
		assertThat(this.browser.text("form [type=submit]")).isEqualTo("投稿する");
		assertThat(this.browser.find("[name=language][aria-current]").getText()).isEqualTo("日本語");
	}

	@ParameterizedTest
	@CsvSource({ "360, light", "1440, dark" })
	void arabicReadsFromRightToLeftAndFits(int width, String scheme) {
		this.browser.onScreen(width, 800, scheme);
		this.browser.inLanguages("ar");
		for (String page : new String[] { "/", "/history", "/fleet", "/nowhere" }) {
			this.browser.open(this.board.uri(page));
			assertThat(this.browser.find("main").getCssValue("direction")).isEqualTo("rtl");
			Legibility.assertFitsAndReads(this.browser, width, page);
			assertThat(this.browser.run("""
					const title = document.querySelector('h1 a').getBoundingClientRect();
					return title.left + title.right > innerWidth""")).as("the title of %s is on the right", page)
				.isEqualTo(true);
		}
	}

	/// The script and the server write it one after the other.
	@ParameterizedTest
	@CsvSource({ "de", "fr", "ja", "ar" })
	void scriptAndServerWriteANumberAlike(String language) {
		this.browser.inLanguages(language);
		this.browser.open(this.board.uri("/history"));
		String written = """
				return new Intl.NumberFormat(document.documentElement.lang).format(1234567)""";
		assertThat(this.browser.run(written))
			.isEqualTo(NumberFormat.getInstance(Languages.find(language).orElseThrow()).format(1_234_567));
	}

}
