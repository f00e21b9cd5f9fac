package dev.visitorboard.testing;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/// Whether the page that a browser shows can be read there.
public final class Legibility {

	/// The elements with text of their own whose contrast is below what WCAG 2.2 wants
	/// (1.4.3, level AA).
	private static final String TOO_FAINT = """
			const rgb = (color) => color.match(/[\\d.]+/g).map(Number);
			const light = ([r, g, b]) => [r, g, b].map((it) => it / 255)
				.map((it) => it <= 0.04045 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4)
				.reduce((sum, it, i) => sum + it * [0.2126, 0.7152, 0.0722][i], 0);
			const ground = (it) => {
				const color = rgb(getComputedStyle(it).backgroundColor);
				return color[3] === 0 && it.parentElement ? ground(it.parentElement) : color;
			};
			const contrast = (it) => {
				const [high, low] = [rgb(getComputedStyle(it).color), ground(it)].map(light).sort((a, b) => b - a);
				return (high + 0.05) / (low + 0.05);
			};
			const hasText = (it) => it.matches('textarea, input')
				|| Array.from(it.childNodes).some((node) => node.nodeType === 3 && node.data.trim());
			return Array.from(document.querySelectorAll('body *'))
				.filter((it) => it.checkVisibility() && hasText(it))
				.map((it) => [it.tagName, it.className, contrast(it).toFixed(2)])
				.filter((it) => !(it[2] >= 4.5)).map((it) => it.join(' '))""";

	private Legibility() {
	}

	/// Checks that nothing stands out over a screen of that width, and every text from
	/// its ground.
	/// @param page what the page is called in a failure
	public static void assertFitsAndReads(Browser browser, int width, String page) {
		assertThat(browser.run("return innerWidth")).as(page).isEqualTo((long) width);
		assertThat((Long) browser.run("return document.documentElement.scrollWidth")).as(page)
			.isLessThanOrEqualTo(width);
		assertThat(browser.run(TOO_FAINT)).as(page).isEqualTo(List.of());
	}

}
