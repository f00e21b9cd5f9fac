package dev.visitorboard.web;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import javax.imageio.ImageIO;

import com.jayway.jsonpath.JsonPath;
import dev.visitorboard.testing.BoardTest;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.RunningBoard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/// What search engines, feed readers, chats and home screens learn of the board.
@BoardTest({ "board.site.source-url=https://git.example/board", "board.site.public-url=https://board.example/" })
record HeadIT(RunningBoard board) {

	private static final Pattern LINK = Pattern.compile("<link rel=\"([^\"]+)\"[^>]* href=\"([^\"]+)\"");

	private static final Pattern META = Pattern.compile("<meta (?:name|property)=\"([^\"]+)\" content=\"([^\"]+)\"");

	private static final Pattern GROUND = Pattern.compile("--ground: (#[0-9a-f]{6})");

	@Test
	void everyFileThatThePageNamesIsThere() {
		Map<String, List<String>> links = LINK.matcher(page("/", "en"))
			.results()
			.collect(Collectors.groupingBy((link) -> link.group(1), Collectors
				.mapping((link) -> link.group(2).replaceFirst("-[0-9a-f]{10}\\.", "."), Collectors.toList())));
		assertThat(links).containsEntry("icon", List.of("/favicon.ico", "/icon.svg"))
			.containsEntry("manifest", List.of("/manifest.json"))
			.containsEntry("alternate", List.of("/feed.atom"))
			.containsKey("apple-touch-icon");
		assertThat(links.values()).allSatisfy((paths) -> assertThat(paths)
			.allSatisfy((path) -> assertThat(get(path).statusCode()).as(path).isEqualTo(200)));
	}

	@ParameterizedTest
	@CsvSource({ "/, en, Visitor Board, A public message board", "/fleet, en, Fleet, A public message board",
			"/, de, Visitor Board, Ein öffentliches Nachrichtenbrett" })
	void aPageSaysWhatItIsInItsLanguage(String path, String language, String title, String description) {
		Map<String, String> said = META.matcher(page(path, language))
			.results()
			.collect(Collectors.toMap((meta) -> meta.group(1), (meta) -> meta.group(2), (first, _) -> first));
		assertThat(said).containsEntry("og:title", title)
			.containsEntry("og:site_name", "Visitor Board")
			.containsEntry("og:description", said.get("description"));
		assertThat(said.get("description")).startsWith(description);
	}

	@Test
	void aPreviewShowsAPictureOfTheCountAndCountsNobody() throws IOException {
		assertThat(page("/", "en")).contains("<meta property=\"og:image\" content=\"https://board.example/og.png\">",
				"<meta property=\"og:image:width\" content=\"1200\">",
				"<meta property=\"og:image:height\" content=\"630\">",
				"<meta property=\"og:image:alt\" content=\"The ");
		String count = get("/count").body();
		HttpResponse<String> picture = get("/og.png");
		assertThat(picture.headers().firstValue("Content-Type")).contains("image/png");
		assertThat(size("/og.png")).isEqualTo("1200x630");
		String tag = picture.headers().firstValue("ETag").orElseThrow();
		assertThat(Http.get(this.board.uri("/og.png"), "If-None-Match", tag).statusCode()).isEqualTo(304);
		assertThat(get("/count").body()).isEqualTo(count);
	}

	@Test
	void theFootLeadsToTheSourceWhereItIsKnown() {
		assertThat(page("/", "en")).contains("<a href=\"https://git.example/board\">Source</a>");
	}

	@Test
	void theThemeHasTheColoursOfThePage() {
		List<String> grounds = GROUND.matcher(get("/board.css").body()).results().map((it) -> it.group(1)).toList();
		assertThat(grounds).hasSize(2);
		assertThat(page("/", "en")).contains(
				"<meta name=\"theme-color\" content=\"%s\" media=\"(prefers-color-scheme: light)\">"
					.formatted(grounds.getFirst()),
				"<meta name=\"theme-color\" content=\"%s\" media=\"(prefers-color-scheme: dark)\">"
					.formatted(grounds.getLast()));
	}

	@Test
	void theManifestAndItsIconsMakeItInstallable() throws IOException {
		HttpResponse<String> manifest = get("/manifest.json");
		assertThat(manifest.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/json");
		assertThat(manifest.headers().firstValue("Content-Security-Policy").orElseThrow())
			.contains("manifest-src 'self'");
		assertThat(JsonPath.<String>read(manifest.body(), "$.start_url")).isEqualTo("/");
		List<Map<String, String>> icons = JsonPath.read(manifest.body(), "$.icons[?(@.type == 'image/png')]");
		assertThat(icons).extracting((icon) -> icon.get("sizes")).containsExactly("192x192", "512x512", "512x512");
		for (Map<String, String> icon : icons) {
			assertThat(size(Objects.requireNonNull(icon.get("src")))).isEqualTo(icon.get("sizes"));
		}
		assertThat(size("/apple-touch-icon.png")).isEqualTo("180x180");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/board.css", "/board.js", "/own.js", "/fleet.css" })
	void styleSheetsAndScriptsAreCompressedAndSentOnce(String path) {
		HttpResponse<byte[]> packed = Http.getBytes(this.board.uri(path), "Accept-Encoding", "gzip");
		assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
		assertThat(packed.headers().allValues("Vary")).asString().containsIgnoringCase("accept-encoding");
		assertThat(packed.body().length).isLessThan(get(path).body().length() / 2);
		String time = packed.headers().firstValue("Last-Modified").orElseThrow();
		assertThat(Http.get(this.board.uri(path), "If-Modified-Since", time).statusCode()).isEqualTo(304);
	}

	@Test
	void whoAsksForPartsOfAFileGetsTheWhole() {
		HttpResponse<String> whole = Http.get(this.board.uri("/board.js"));
		HttpResponse<String> asked = Http.get(this.board.uri("/board.js"), "Range", "bytes=0-0,2-3,-1");
		assertThat(asked.statusCode()).isEqualTo(200);
		assertThat(asked.body()).isEqualTo(whole.body());
	}

	@Test
	void whatBrowsersAndRobotsAskForUnaskedIsThere() {
		assertThat(get("/favicon.ico").headers().firstValue("Content-Type").orElseThrow()).startsWith("image/");
		HttpResponse<String> robots = get("/robots.txt");
		assertThat(robots.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
		assertThat(robots.body()).contains("User-agent: *", "Disallow: /moderation", "Disallow: /instructor")
			.doesNotContain("Disallow: /\n");
	}

	private String size(String path) throws IOException {
		BufferedImage image = ImageIO.read(new ByteArrayInputStream(Http.getBytes(this.board.uri(path)).body()));
		return image.getWidth() + "x" + image.getHeight();
	}

	private String page(String path, String language) {
		return Http.get(this.board.uri(path), "Accept", "text/html", "Accept-Language", language).body();
	}

	private HttpResponse<String> get(String path) {
		return Http.get(this.board.uri(path));
	}

}
