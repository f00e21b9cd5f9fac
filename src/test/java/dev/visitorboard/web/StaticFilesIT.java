package dev.visitorboard.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

import dev.visitorboard.testing.BesideOthers;
import dev.visitorboard.testing.BoardTest;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.RunningBoard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@BesideOthers
@BoardTest("board.instructor.token=" + StaticFilesIT.TOKEN)
record StaticFilesIT(RunningBoard board) {

	static final String TOKEN = "the-instructor-of-these-files";

	private static final Pattern FILE = Pattern
		.compile("(?:href|src)=\"(?!/openapi)(/[^\"/?]+\\.(?:css|js|json|svg|ico|png))\"");

	private static final Pattern FINGERPRINT = Pattern.compile("-[0-9a-f]{10}(?=\\.)");

	@ParameterizedTest
	@ValueSource(strings = { "/", "/?before=00000000-0000-7000-8000-000000000000", "/history", "/fleet",
			"/fleet?view=projector", "/moderation", "/fleet/drill", "/nothing-here" })
	void everyFileOfAPageIsKeptForGood(String page) {
		HttpResponse<String> shown = Http.get(this.board.uri(page), "Accept", "text/html");
		List<String> files = FILE.matcher(shown.body()).results().map((match) -> match.group(1)).toList();
		assertThat(files).hasSizeGreaterThanOrEqualTo(7);
		assertThat(files).allSatisfy((file) -> {
			HttpResponse<String> answer = Http.get(this.board.uri(file));
			assertThat(answer.statusCode()).isEqualTo(200);
			assertThat(answer.headers().allValues("Cache-Control"))
				.containsExactly("max-age=31536000, public, immutable");
			assertThat(answer.headers().allValues("Vary")).containsExactly("Accept-Encoding");
			assertThat(answer.headers().firstValue("ETag")).isPresent();
		});
	}

	@Test
	void anotherFingerprintAndNoneStandForTheFile() {
		String current = address("board.css");
		HttpResponse<String> file = Http.get(this.board.uri(current));
		for (String address : List.of("/board.css", "/board-0123456789.css")) {
			HttpResponse<String> other = Http.get(this.board.uri(address));
			assertThat(other.statusCode()).isEqualTo(200);
			assertThat(other.body()).isEqualTo(file.body());
			assertThat(other.headers().allValues("Cache-Control")).containsExactly("no-cache");
			assertThat(other.headers().allValues("Vary")).containsExactly("Accept-Encoding");
			assertThat(other.headers().firstValue("ETag")).isEqualTo(file.headers().firstValue("ETag"));
			assertThat(other.headers().firstValue("Content-Type")).contains("text/css");
		}
	}

	@Test
	void anUnchangedFileIsNotSentAgain() {
		for (String address : List.of(address("board.js"), "/board.js")) {
			HttpResponse<String> file = Http.get(this.board.uri(address));
			String etag = file.headers().firstValue("ETag").orElseThrow();
			HttpResponse<String> again = Http.get(this.board.uri(address), "If-None-Match", etag, "Accept-Encoding",
					"gzip");
			assertThat(again.statusCode()).isEqualTo(304);
			for (String header : List.of("Cache-Control", "Vary", "ETag")) {
				assertThat(again.headers().allValues(header)).as(header).isEqualTo(file.headers().allValues(header));
			}
		}
	}

	@Test
	void whatTheBuildCompressedHoldsTheSame() throws IOException {
		for (Address file : Address.files().filter((it) -> it.pattern().matches(".*\\.(css|js|json)")).toList()) {
			byte[] plain = Http.getBytes(this.board.uri(file.pattern()), "Accept-Encoding", "gzip;q=0").body();
			HttpResponse<byte[]> packed = Http.getBytes(this.board.uri(file.pattern()), "Accept-Encoding", "br, gzip");
			assertThat(packed.headers().firstValue("Content-Encoding")).as(file.pattern()).contains("gzip");
			assertThat(packed.headers().allValues("Vary")).containsExactly("Accept-Encoding");
			assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes()).isEqualTo(plain);
			assertThat(packed.body().length).isLessThan(plain.length * 6 / 10);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/board.css.gz", "/board-012345678.css", "/board-0123456789.js.gz", "/none-0123456789.css",
			"/../application.yaml", "/..%2fapplication.yaml" })
	void whatIsNoFileIsNotFound(String address) {
		assertThat(Http.getRaw(this.board.uri("/"), address)).containsPattern("^HTTP/1.1 40[04] ")
			.containsIgnoringCase("Cache-Control: no-store");
	}

	/// As the pages link to it.
	private String address(String name) {
		return FILE.matcher(Http.get(this.board.uri("/"), "Accept", "text/html").body())
			.results()
			.map((match) -> match.group(1))
			.filter((address) -> FINGERPRINT.matcher(address).replaceFirst("").equals("/" + name))
			.findFirst()
			.orElseThrow();
	}

}
