package dev.visitorboard.board.page;

import java.util.Objects;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LinksTest {

	private final Links links = new Links();

	/// Links stand in brackets.
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			see https://example.com           | see [https://example.com]
			https://example.com.              | [https://example.com].
			http://a.example:8080/b?c=d&e#f ok | [http://a.example:8080/b?c=d&e#f] ok
			HTTPS://EXAMPLE.COM/A             | [HTTPS://EXAMPLE.COM/A]
			(https://example.com/a)           | ([https://example.com/a])
			https://example.com/a_(b)         | [https://example.com/a_(b)]
			https://example.com/a_(b).)       | [https://example.com/a_(b)].)
			"https://example.com/?q=1",       | "[https://example.com/?q=1]",
			<https://example.com/a>           | <[https://example.com/a]>
			https://example.com/Köln          | [https://example.com/Köln]
			https://example.com/a。次           | [https://example.com/a。次]
			https://a.example https://b.example | [https://a.example] [https://b.example]
			http://10.0.0.1/                  | [http://10.0.0.1/]
			http://example.com: so            | [http://example.com]: so
			""")
	void anAddressIsALinkAsFarAsItGoes(String text, String marked) {
		assertThat(marked(text)).isEqualTo(marked);
	}

	@ParameterizedTest
	@ValueSource(strings = { "javascript:alert(1)", "data:text/html,x", "ftp://example.com", "//example.com",
			"example.com", "https://", "https://localhost", "https://.example.com", "https://example.",
			"https://good.example@evil.example/", "https://good.example:80@evil.example/",
			"https://user:word@evil.example/", "https://exаmple.com", "https://example.comе", "xhttps://example.com",
			"https:/example.com", "https:\\\\example.com", "" })
	void nothingElseIsOne(String text) {
		assertThat(this.links.in(text)).allMatch((piece) -> piece.href() == null);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "no link", "\n https://example.com \n\nhttps://example.com\n", "<b>https://example.com</b>" })
	void thePiecesAreTheWholeText(String text) {
		assertThat(this.links.in(text).stream().map(Links.Piece::text).collect(Collectors.joining())).isEqualTo(text);
	}

	@Test
	void aLinkLeadsExactlyWhereItsTextSays() {
		assertThat(this.links.in("a https://example.com/b c"))
			.allMatch((piece) -> piece.href() == null || piece.href().equals(piece.text()))
			.filteredOn((piece) -> Objects.nonNull(piece.href()))
			.hasSize(1);
	}

	private String marked(String text) {
		return this.links.in(text)
			.stream()
			.map((piece) -> (piece.href() != null) ? "[" + piece.href() + "]" : piece.text())
			.collect(Collectors.joining());
	}

}
