package dev.visitorboard.board;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

import dev.visitorboard.testing.BesideOthers;
import dev.visitorboard.testing.BoardTest;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.RunningBoard;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@BesideOthers
@BoardTest("board.instance.zone=eu-central-1a")
record BoardPageIT(RunningBoard board) {

	private static final Pattern OLDER = Pattern.compile("rel=\"next\" href=\"(/\\?before=[^\"]+)\">");

	private static final Pattern NEWER = Pattern.compile("rel=\"prev\" href=\"(/\\?after=[^\"]+)\">");

	private static final Pattern FILES = Pattern.compile("<(?:link rel=\"stylesheet\" href|script src)=\"([^\"]+)\"");

	private static final int POSTED = 120;

	@BeforeAll
	void fillThreePages() {
		IntStream.rangeClosed(1, POSTED).forEach((i) -> post("number " + i));
	}

	/// The page after a post reads anew, and what it read serves the others from then on.
	@BeforeEach
	void readAnew() {
		Http.get(this.board.uri("/?posted=x"));
	}

	@Test
	void anAddressWithBothNewsIsServed() {
		assertThat(Http.get(this.board.uri("/?deleted&posted=x")).statusCode()).isEqualTo(200);
	}

	@Test
	void thePageSaysWhichInstanceServedItAndItsZone() {
		HttpResponse<String> page = Http.get(this.board.uri("/"));
		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(page.body())
			.contains("served by <span class=\"instance\"><b class=\"face face-5\" aria-hidden=\"true\">Z</b>"
					+ "<bdi>i-1</bdi></span> · eu-central-1a</p>");
		assertThat(page.headers().firstValue("X-Served-By")).contains("i-1");
	}

	@Test
	void anUnchangedPageIsAnswered304AndAChangedOneIsNot() {
		String etag = Http.get(this.board.uri("/")).headers().firstValue("ETag").orElseThrow();
		HttpResponse<String> unchanged = Http.get(this.board.uri("/"), "If-None-Match", etag);
		assertThat(unchanged.statusCode()).isEqualTo(304);
		assertThat(unchanged.body()).isEmpty();
		assertThat(unchanged.headers().firstValue("ETag")).contains(etag);
		assertThat(unchanged.headers().firstValue("X-Served-By")).contains("i-1");
		post("something new");
		readAnew();
		HttpResponse<String> changed = Http.get(this.board.uri("/"), "If-None-Match", etag);
		assertThat(changed.statusCode()).isEqualTo(200);
		assertThat(changed.body()).contains("something new");
	}

	@Test
	void thePageIsTheSameForEveryoneWhateverTheirCookies() {
		String first = Http.get(this.board.uri("/"), "Cookie", "visitor=1").body();
		assertThat(Http.get(this.board.uri("/"), "Cookie", "visitor=2").body()).isEqualTo(first);
	}

	@Test
	void gzipIsServedToWhoTakesItAndHoldsTheSamePage() throws IOException {
		post("compressed");
		readAnew();
		HttpResponse<byte[]> packed = Http.getBytes(this.board.uri("/"), "Accept-Encoding", "gzip");
		assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
		assertThat(packed.headers().allValues("Vary")).contains("Accept-Encoding", "Accept-Language");
		String unpacked = new String(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes(),
				StandardCharsets.UTF_8);
		assertThat(unpacked).isEqualTo(Http.get(this.board.uri("/")).body());
	}

	@Test
	void aFirstVisitTakesLittleFromTheNetwork() {
		String page = Http.get(this.board.uri("/?posted=x")).body();
		List<String> files = FILES.matcher(page).results().map((match) -> match.group(1)).toList();
		// Besides these the page itself, its picture in the tab, and the visit.
		assertThat(files).hasSizeLessThanOrEqualTo(3);
		int headers = 600;
		int bytes = Stream.concat(Stream.of("/", "/icon.svg"), files.stream())
			.mapToInt((path) -> headers + Http.getBytes(this.board.uri(path), "Accept-Encoding", "gzip").body().length)
			.sum();
		assertThat(bytes).isLessThan(35_000);
	}

	@Test
	void aHeadRequestHasTheHeadersOfThePageAndNoBody() {
		HttpResponse<String> get = Http.get(this.board.uri("/"));
		HttpResponse<String> head = Http.send("HEAD", this.board.uri("/"), "");
		assertThat(head.statusCode()).isEqualTo(200);
		assertThat(head.body()).isEmpty();
		assertThat(head.headers().firstValue("Content-Length")).isEqualTo(get.headers().firstValue("Content-Length"));
		assertThat(head.headers().firstValue("ETag")).isEqualTo(get.headers().firstValue("ETag"));
	}

	@Test
	void readersOfGermanGetGermanAndAllOthersEnglish() {
		HttpResponse<String> german = Http.get(this.board.uri("/"), "Accept-Language", "de-AT,de;q=0.9");
		assertThat(german.headers().firstValue("Content-Language")).contains("de");
		assertThat(german.body()).contains("<html lang=\"de\">", "Nachrichten");
		HttpResponse<String> other = Http.get(this.board.uri("/"), "Accept-Language", "fi");
		assertThat(other.headers().firstValue("Content-Language")).contains("en");
		assertThat(other.body()).contains("<html lang=\"en\">");
	}

	/// Words that a template takes for "false".
	@ParameterizedTest
	@ValueSource(strings = { "no", "off", "false" })
	void whateverAVisitorIsCalledTheNameIsShown(String name) {
		Http.postForm(this.board.uri("/"), "hello from " + name, name);
		assertThat(Http.get(this.board.uri("/?posted=x")).body()).contains("<bdi class=\"name\">" + name + "</bdi>");
	}

	@Test
	void olderMessagesFollowByCursorUntilTheEnd() {
		String newest = Http.get(this.board.uri("/?posted=x")).body();
		String older = Http.get(this.board.uri(cursorOn(newest))).body();
		assertThat(older).doesNotContain("<textarea", "action=\"/\"");
		String oldest = Http.get(this.board.uri(cursorOn(older))).body();
		assertThat(OLDER.matcher(oldest).find()).as("a link beyond the end").isFalse();
		assertThat(messagesOn(newest)).hasSize(50);
		assertThat(messagesOn(older)).hasSize(50);
		// Other tests have posted a few more.
		assertThat(Stream.of(newest, older, oldest)
			.flatMap((page) -> messagesOn(page).stream())
			.filter((message) -> message.startsWith("number ")))
			.isEqualTo(IntStream.rangeClosed(1, POSTED).mapToObj((i) -> "number " + i).toList().reversed());
	}

	@Test
	void newerPagesLeadBackToTheNewest() {
		String newest = Http.get(this.board.uri("/?posted=x")).body();
		String older = Http.get(this.board.uri(cursorOn(newest))).body();
		String oldest = Http.get(this.board.uri(cursorOn(older))).body();
		assertThat(newest).doesNotContain("rel=\"prev\"");
		String newer = Http.get(this.board.uri(newerOn(oldest))).body();
		assertThat(messagesOn(newer)).hasSize(50).endsWith(messagesOn(older).getLast());
		HttpResponse<String> end = Http.get(this.board.uri(newerOn(older)));
		assertThat(end.statusCode()).isEqualTo(303);
		assertThat(end.headers().firstValue("Location")).contains("/");
		HttpResponse<String> refused = Http.get(this.board.uri("/?after=x"));
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(refused.body()).contains("after must be the id of a message.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "1", "x", "01A1FD94-81C6-7D36-A884-90E964419E24", "%27%20or%201=1" })
	void aCursorThatIsNoMessagesIdIsABadRequest(String cursor) {
		HttpResponse<String> page = Http.get(this.board.uri("/?before=" + cursor));
		assertThat(page.statusCode()).isEqualTo(400);
		assertThat(page.body()).contains("before must be the id of a message.");
	}

	@Test
	void howeverManyVisitorsAskWithinASecondAPageCostsFourQueries() throws Exception {
		String older = cursorOn(Http.get(this.board.uri("/?posted=x")).body());
		// The recorded visits, which the page draws, may become a minute old meanwhile.
		assertThat(queriesOfACrowd("/")).isLessThanOrEqualTo(MessageId.SHARDS + 1);
		assertThat(queriesOfACrowd(older)).isLessThanOrEqualTo(MessageId.SHARDS + 1);
	}

	/// Queries for each read that 400 requests gave rise to; a new read may begin every
	/// 0.8 s.
	private double queriesOfACrowd(String page) throws Exception {
		int queriesBefore = this.board.queries().sent("QueryRequest");
		long begun = System.nanoTime();
		try (ExecutorService crowd = Executors.newFixedThreadPool(32)) {
			List<Callable<Integer>> visits = IntStream.range(0, 400)
				.mapToObj((_) -> (Callable<Integer>) () -> Http.get(this.board.uri(page)).statusCode())
				.toList();
			assertThat(crowd.invokeAll(visits).stream().map(Future::resultNow)).containsOnly(200);
		}
		double seconds = (System.nanoTime() - begun) / 1e9;
		return (this.board.queries().sent("QueryRequest") - queriesBefore) / (Math.floor(seconds / 0.8) + 1);
	}

	private void post(String message) {
		assertThat(Http.postForm(this.board.uri("/"), message, "").statusCode()).isEqualTo(303);
	}

	private static String cursorOn(String page) {
		return OLDER.matcher(page).results().findFirst().orElseThrow().group(1);
	}

	private static String newerOn(String page) {
		return NEWER.matcher(page).results().findFirst().orElseThrow().group(1);
	}

	private static List<String> messagesOn(String page) {
		return Pattern.compile("class=\"text\" dir=\"auto\">([^<]*)</p>")
			.matcher(page)
			.results()
			.map((match) -> match.group(1))
			.toList();
	}

}
