package dev.visitorboard.counter;

import java.io.IOException;
import java.io.StringReader;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import dev.visitorboard.web.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BadgeTest {

	@Test
	void itSaysTheLabelAndTheNumber() throws Exception {
		Element svg = svg(badge(null, null, null), 1234).getDocumentElement();
		assertThat(svg.getNamespaceURI()).isEqualTo("http://www.w3.org/2000/svg");
		assertThat(svg.getAttribute("aria-label")).isEqualTo("visitors: 1,234");
		assertThat(svg.getElementsByTagName("text").item(0).getTextContent()).isEqualTo("visitors");
		assertThat(svg.getElementsByTagName("text").item(1).getTextContent()).isEqualTo("1,234");
	}

	@ParameterizedTest
	@ValueSource(strings = { "</text><script>alert(1)</script>", "\" onload=\"x", "a & b", "é \uD83D\uDC4B مرحبا 訪問" })
	void anyLabelIsTextAndNothingElse(String label) throws Exception {
		Element svg = svg(badge(label, null, null), 7).getDocumentElement();
		assertThat(svg.getElementsByTagName("text").item(0).getTextContent()).isEqualTo(label);
		assertThat(svg.getElementsByTagName("script").getLength()).isZero();
		assertThat(svg.hasAttribute("onload")).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "round, 2, 1", "square, 2, 0", "plain, 0, 0" })
	void theStyleIsTheGroundItStandsOn(String style, int colouredGrounds, int clips) throws Exception {
		Element svg = svg(badge(null, "123456", style), 7).getDocumentElement();
		assertThat(svg.getElementsByTagName("rect").getLength()).isEqualTo(colouredGrounds + clips);
		assertThat(svg.getElementsByTagName("clipPath").getLength()).isEqualTo(clips);
	}

	@ParameterizedTest
	@ValueSource(strings = { "0b6e5b", "FFFFFF", "000000", "ffff00", "0000ff", "777777", "808080", "ff0000", "00ff00",
			"e05d44", "757575", "fe7d37" })
	void theNumberStandsOutFromAnyColour(String colour) throws Exception {
		Element svg = svg(badge(null, colour, "square"), 7).getDocumentElement();
		String ink = ((Element) svg.getElementsByTagName("text").item(1)).getAttribute("fill");
		assertThat(((Element) svg.getElementsByTagName("rect").item(1)).getAttribute("fill"))
			.isEqualToIgnoringCase("#" + colour);
		assertThat(contrast(luminance(colour), ink.equals("#fff") ? 1 : 0)).isGreaterThan(4.5);
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-", quoteCharacter = '`', textBlock = """
			``, -, -, label
			aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, -, -, label
			a\u0000b, -, -, label
			a\u202eb, -, -, label
			a\uffffb, -, -, label
			-, red, -, colour
			-, #0b6e5b, -, colour
			-, 0b6e5b;, -, colour
			-, ``, -, colour
			-, -, ROUND, style
			-, -, ``, style
			""")
	void whatIsOutOfBoundsIsRefusedByName(@Nullable String label, @Nullable String colour, @Nullable String style,
			String name) {
		assertThatExceptionOfType(InvalidParameterException.class).isThrownBy(() -> badge(label, colour, style))
			.satisfies((refusal) -> assertThat(refusal.getBody().getDetail()).startsWith(name + " must be "));
	}

	private static Badge badge(@Nullable String label, @Nullable String colour, @Nullable String style) {
		return Badge.of(new Badge.Wish(label, colour, style));
	}

	private static Document svg(Badge badge, long count)
			throws IOException, SAXException, ParserConfigurationException {
		return DocumentBuilderFactory.newDefaultNSInstance()
			.newDocumentBuilder()
			.parse(new InputSource(new StringReader(badge.svg(count))));
	}

	private static double contrast(double one, double other) {
		return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
	}

	private static double luminance(String colour) {
		int rgb = Integer.parseInt(colour, 16);
		return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8 & 0xFF) + 0.0722 * linear(rgb & 0xFF);
	}

	/// As WCAG 2.2 has it.
	private static double linear(int channel) {
		double share = channel / 255.0;
		return (share <= 0.04045) ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
	}

}
