package dev.visitorboard.board;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import dev.visitorboard.testing.BesideOthers;
import dev.visitorboard.testing.BoardTest;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.Minute;
import dev.visitorboard.testing.RunningBoard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/// Moderates on one of two instances and looks at the other; a third on the same table has no token.
@BesideOthers
@BoardTest
class ModerationIT {

	static final String TOKEN = "the-instructors-token";

	static final String ON = "board.instructor.token=" + TOKEN;

	private static final String BEARER = "Bearer " + TOKEN;

	/// An address for each request that needs one of its own: wrong tokens are counted by
	/// address.
	private final AtomicInteger addresses = new AtomicInteger();

	private final RunningBoard one;

	private final RunningBoard other;

	private final RunningBoard off;

	ModerationIT(@BoardTest.With(ON) RunningBoard one, @BoardTest.With(ON) RunningBoard other, RunningBoard off) {
		this.one = one;
		this.other = other;
		this.off = off;
	}

	@Test
	void whatIsHiddenOnOneInstanceIsGoneFromPageAndJsonOfTheOtherAndComesBack() {
		String id = post("hide me");
		awaitOnTheOthersPage("hide me", true);
		assertThat(Http.get(this.other.uri("/feed.atom")).body()).contains(id, "hide me");
		assertThat(Http.get(this.other.uri("/"), "Accept", "text/plain").body()).contains("hide me");

		assertThat(api("PUT", this.one, id, BEARER).statusCode()).isEqualTo(204);
		assertThat(Http.get(this.other.uri("/messages")).body()).doesNotContain(id);
		assertThat(Http.get(this.other.uri("/messages/" + id)).statusCode()).isEqualTo(404);
		awaitOnTheOthersPage("hide me", false);
		for (String accept : new String[] { "text/plain", "text/html" }) {
			assertThat(Http.get(this.other.uri("/"), "Accept", accept).body()).doesNotContain("hide me");
		}
		assertThat(Http.get(this.other.uri("/feed.atom")).body()).doesNotContain(id, "hide me");
		assertThat(api("PUT", this.other, id, BEARER).statusCode()).isEqualTo(204);

		assertThat(api("DELETE", this.one, id, BEARER).statusCode()).isEqualTo(204);
		assertThat(Http.get(this.other.uri("/messages/" + id)).statusCode()).isEqualTo(200);
		awaitOnTheOthersPage("hide me", true);
		assertThat(api("DELETE", this.other, id, BEARER).statusCode()).isEqualTo(204);
	}

	@Test
	void hiddenMessagesTakeNoPlaceOnThePage() {
		String hidden = post("takes a place");
		api("PUT", this.one, hidden, BEARER);
		String last = post("is the newest");
		assertThat(JsonPath.<List<String>>read(Http.get(this.one.uri("/messages?limit=1")).body(), "$..id"))
			.containsExactly(last);
		api("PUT", this.one, last, BEARER);
		assertThat(JsonPath.<List<String>>read(Http.get(this.one.uri("/messages?limit=1")).body(), "$..id")).hasSize(1)
			.doesNotContain(last, hidden);
	}

	@Test
	void theListForInstructorsHasEveryMessageWithItsState() {
		String hidden = post("in the list");
		api("PUT", this.one, hidden, BEARER);
		HttpResponse<String> list = Http.get(this.other.uri("/moderation"), "Authorization", BEARER);
		assertThat(list.statusCode()).isEqualTo(200);
		assertThat(list.headers().firstValue("Cache-Control")).contains("no-store");
		assertThat(JsonPath.<List<String>>read(list.body(), "$.messages[?(@.id=='" + hidden + "')].state"))
			.containsExactly("hidden");
		assertThat(JsonPath.<List<String>>read(list.body(), "$.messages[?(@.id=='" + hidden + "')].message"))
			.containsExactly("in the list");
		assertThat(Http.get(this.other.uri("/moderation"), "Authorization", "Basic x").statusCode()).isEqualTo(401);
	}

	@Test
	void withoutTheTokenNothingIsHidden() {
		String id = post("stays in sight");
		for (HttpResponse<String> refused : List.of(Http.send("PUT", this.one.uri("/messages/" + id + "/hidden"), ""),
				api("PUT", this.one, id, BEARER + "x"), api("DELETE", this.one, id, "Basic " + TOKEN))) {
			assertThat(refused.statusCode()).isEqualTo(401);
			assertThat(refused.headers().firstValue("WWW-Authenticate")).contains("Bearer");
			assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
			assertThat(refused.body()).doesNotContain(TOKEN);
		}
		assertThat(Http.get(this.one.uri("/messages/" + id)).statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "01a1fd94-81c6-7d36-a884-90e964419e24" })
	void aMessageThatIsNotThereIsNotFound(String id) {
		assertThat(api("PUT", this.one, id, BEARER).statusCode()).isEqualTo(404);
		assertThat(api("DELETE", this.one, id, BEARER).statusCode()).isEqualTo(404);
	}

	@Test
	void afterFiveWrongTokensAnAddressWaitsOnEveryInstanceEvenWithTheRightOne() throws Exception {
		String id = post("guarded");
		List<HttpResponse<String>> answers = Minute.within(() -> {
			String address = newAddress();
			List<HttpResponse<String>> all = new ArrayList<>();
			for (int i = 0; i < 6; i++) {
				all.add(api("PUT", (i % 2 == 0) ? this.one : this.other, id, "Bearer wrong-" + i, address));
			}
			all.add(api("PUT", this.other, id, BEARER, address));
			all.add(signIn(this.other, TOKEN, address));
			return all;
		});
		assertThat(answers).extracting(HttpResponse::statusCode)
			.containsExactly(401, 401, 401, 401, 401, 429, 429, 429);
		assertThat(Integer.parseInt(answers.get(5).headers().firstValue("Retry-After").orElseThrow())).isBetween(1, 60);
		HttpResponse<String> page = answers.getLast();
		assertThat(page.headers().firstValue("Retry-After")).isPresent();
		assertThat(page.body()).contains("Too many wrong tokens", "name=\"token\"");

		assertThat(api("PUT", this.one, id, BEARER, newAddress()).statusCode()).isEqualTo(204);
	}

	@Test
	void theRightTokenMayComeAsOftenAsItLikes() {
		String id = post("on and off");
		String address = newAddress();
		for (int i = 0; i < 12; i++) {
			assertThat(api((i % 2 == 0) ? "PUT" : "DELETE", this.one, id, BEARER, address).statusCode()).isEqualTo(204);
		}
	}

	@Test
	void fiveWrongTokensAreFiveHoweverManyComeAtOnce() throws Exception {
		List<Integer> answers = Minute.within(() -> {
			String address = newAddress();
			List<Integer> all = new ArrayList<>(signInAtOnce(200, (i) -> (i == 100) ? TOKEN : "wrong-" + i, address));
			all.add(signIn(this.one, TOKEN, address).statusCode());
			return all;
		});
		assertThat(answers).isSubsetOf(401, 429, 303);
		assertThat(answers.stream().filter((status) -> status == 401)).hasSize(5);
		assertThat(answers.stream().filter((status) -> status == 303)).hasSizeLessThan(2);
		assertThat(answers.getLast()).isEqualTo(429);
	}

	@Test
	void rightTokensAtOnceAreNotInEachOthersWay() throws Exception {
		List<Integer> answers = Minute
			.within(() -> signInAtOnce(200, (i) -> (i % 50 == 0) ? "wrong" : TOKEN, newAddress()));
		assertThat(answers.stream().filter((status) -> status == 303)).hasSize(196);
		assertThat(answers.stream().filter((status) -> status == 401)).hasSize(4);
	}

	private List<Integer> signInAtOnce(int times, IntFunction<String> token, String address) throws Exception {
		List<Callable<Integer>> calls = IntStream.range(0, times)
			.mapToObj((i) -> (Callable<Integer>) () -> signIn((i % 2 == 0) ? this.one : this.other, token.apply(i),
					address)
				.statusCode())
			.toList();
		try (ExecutorService browsers = Executors.newVirtualThreadPerTaskExecutor()) {
			return browsers.invokeAll(calls).stream().map(Future::resultNow).toList();
		}
	}

	@Test
	void aBrowserSignsInHidesRestoresAndSignsOut() {
		String id = post("seen by an <instructor>");
		assertThat(Http.get(this.one.uri("/moderation")).body()).contains("name=\"token\"").doesNotContain(id);
		HttpResponse<String> signedIn = signIn(this.one, TOKEN, newAddress());
		assertThat(signedIn.statusCode()).isEqualTo(303);
		assertThat(signedIn.headers().firstValue("Location")).contains("/moderation");
		assertThat(signedIn.headers().firstValue("Set-Cookie").orElseThrow()).matches(
				"instructor=[0-9]+\\.[A-Za-z0-9_-]{22}; Path=/; Max-Age=28800; Expires=[^;]+; HttpOnly; SameSite=Strict");
		String session = cookie(signedIn);

		HttpResponse<String> page = Http.get(this.other.uri("/moderation"), "Cookie", session);
		assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
		assertThat(page.body()).contains("seen by an &lt;instructor&gt;", "/moderation/messages/" + id + "/hide");

		HttpResponse<String> hidden = form(this.other, "/moderation/messages/" + id + "/hide", "", session);
		assertThat(hidden.statusCode()).isEqualTo(303);
		assertThat(hidden.headers().firstValue("Location")).contains("/moderation#" + id);
		assertThat(Http.get(this.one.uri("/messages/" + id)).statusCode()).isEqualTo(404);
		assertThat(Http.get(this.one.uri("/moderation"), "Cookie", session).body())
			.contains("/moderation/messages/" + id + "/restore");

		form(this.one, "/moderation/messages/" + id + "/restore", "", session);
		assertThat(Http.get(this.one.uri("/messages/" + id)).statusCode()).isEqualTo(200);

		HttpResponse<String> signedOut = form(this.one, "/instructor/sign-out", "", session);
		assertThat(signedOut.statusCode()).isEqualTo(303);
		assertThat(signedOut.headers().firstValue("Set-Cookie").orElseThrow())
			.startsWith("instructor=; Path=/; Max-Age=0;");
	}

	@Test
	void oneSignInServesEveryPageAndEachLeadsToTheOthers() {
		HttpResponse<String> signedIn = form(this.one, "/instructor", "token=" + TOKEN + "&page=//evil", "");
		assertThat(signedIn.headers().firstValue("Location")).contains("/instructor");
		String session = cookie(signedIn);
		for (String path : new String[] { "/instructor", "/moderation", "/fleet/drill" }) {
			assertThat(Http.get(this.other.uri(path), "Accept", "text/html", "Cookie", session).body()).contains(
					"href=\"/instructor\"", "href=\"/moderation\"", "href=\"/fleet/drill\"", "href=\"/fleet\"",
					"action=\"/instructor/sign-out\"", "aria-current=\"page\"");
		}
		assertThat(Http.get(this.one.uri("/fleet"), "Accept", "text/html").body()).contains("href=\"/instructor\"");
		assertThat(Http.get(this.off.uri("/fleet"), "Accept", "text/html").body()).contains("content=\"/og.png\"")
			.doesNotContain("href=\"/instructor\"", ">Source</a>");
	}

	@Test
	void allUnderOneNameIsHiddenAtOnceAndRestoredOneByOne() {
		String first = post("first of hers", "Eve <i>");
		String second = post("second of hers", "Eve <i>");
		String others = post("of another", "Eve");
		String session = cookie(signIn(this.one, TOKEN, newAddress()));
		String page = Http.get(this.one.uri("/moderation"), "Cookie", session).body();
		assertThat(page).contains("/moderation/messages/" + first + "/hide-all", "Hide all 2 named")
			.doesNotContain("/moderation/messages/" + others + "/hide-all");

		HttpResponse<String> hidden = form(this.one, "/moderation/messages/" + first + "/hide-all", "name=Eve+%3Ci%3E",
				session);
		assertThat(hidden.headers().firstValue("Location")).contains("/moderation#" + first);
		assertThat(statuses(first, second, others)).containsExactly(404, 404, 200);

		form(this.one, "/moderation/messages/" + second + "/restore", "", session);
		assertThat(statuses(first, second, others)).containsExactly(404, 200, 200);
	}

	private List<Integer> statuses(String... ids) {
		return Stream.of(ids).map((id) -> Http.get(this.one.uri("/messages/" + id)).statusCode()).toList();
	}

	@Test
	void aChangeLeadsBackToThePageItWasMadeOn() {
		String id = post("on an older page");
		String session = cookie(signIn(this.one, TOKEN, newAddress()));
		String cursor = MessageId.lowestAt(Instant.now().plusSeconds(60)).toString();
		HttpResponse<String> hidden = form(this.one, "/moderation/messages/" + id + "/hide", "before=" + cursor,
				session);
		assertThat(hidden.headers().firstValue("Location")).contains("/moderation?before=" + cursor + "#" + id);
		assertThat(form(this.one, "/moderation/messages/" + id + "/hide", "before=//evil", session).statusCode())
			.isEqualTo(400);
	}

	@ParameterizedTest
	@ValueSource(strings = { "instructor=", "instructor=1.x", "instructor=9999999999.aaaaaaaaaaaaaaaaaaaaaa",
			"instructor=%zz", "mine=x" })
	void withoutASessionThePageAsksForTheTokenAndChangesNothing(String cookie) {
		String id = post("left alone " + cookie.length());
		assertThat(Http.get(this.one.uri("/moderation"), "Cookie", cookie).body()).contains("name=\"token\"")
			.doesNotContain(id);
		HttpResponse<String> refused = form(this.one, "/moderation/messages/" + id + "/hide", "", cookie);
		assertThat(refused.statusCode()).isEqualTo(401);
		assertThat(refused.body()).contains("You were signed out", "name=\"token\"");
		assertThat(Http.get(this.one.uri("/messages/" + id)).statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "wrong", "", "the-instructors-tokem" })
	void aWrongTokenShowsTheFormAgain(String token) {
		HttpResponse<String> refused = signIn(this.one, token, newAddress());
		assertThat(refused.statusCode()).isEqualTo(401);
		assertThat(refused.headers().firstValue("Set-Cookie")).isEmpty();
		assertThat(refused.body()).contains("That token is wrong.", "name=\"token\"")
			.doesNotContainPattern("<input id=\"token\"[^>]*value=");
	}

	@Test
	void anotherTokenEndsTheSessionsOfTheFormer() {
		String session = cookie(signIn(this.one, TOKEN, newAddress()));
		try (RunningBoard changed = RunningBoard.start("i-4", this.one.table(),
				"board.instructor.token=another-token-of-theirs")) {
			assertThat(Http.get(changed.uri("/moderation"), "Cookie", session).body()).contains("name=\"token\"");
		}
	}

	@Test
	void behindTlsTheSessionIsSecure() {
		HttpResponse<String> signedIn = Http.send("POST", this.one.uri("/instructor"), "token=" + TOKEN, "Content-Type",
				"application/x-www-form-urlencoded", "X-Forwarded-Proto", "https");
		assertThat(signedIn.headers().firstValue("Set-Cookie").orElseThrow()).contains("; Secure");
	}

	@ParameterizedTest
	@CsvSource({ "GET, /moderation", "GET, /instructor", "POST, /instructor", "POST, /instructor/sign-out",
			"POST, /moderation/messages/01a1fd94-81c6-7d36-a884-90e964419e24/hide",
			"PUT, /messages/01a1fd94-81c6-7d36-a884-90e964419e24/hidden",
			"DELETE, /messages/01a1fd94-81c6-7d36-a884-90e964419e24/hidden" })
	void withoutATokenTheAddressesAreUnknownLikeAnyOther(String method, String path) {
		HttpResponse<String> answer = Http.send(method, this.off.uri(path), "", "Authorization", BEARER);
		assertThat(answer.statusCode()).isEqualTo(404);
		assertThat(answer.headers().map()).doesNotContainKeys("WWW-Authenticate", "Allow");
		assertThat((String) JsonPath.read(answer.body(), "$.detail")).isEqualTo("There is nothing at this address.");
	}

	@Test
	void aTokenThatIsTooShortStopsTheBootAndIsNotShown() {
		assertThatThrownBy(() -> RunningBoard.start("i-5", this.one.table(), "board.instructor.token=hunter2"))
			.hasMessageContaining("BOARD_ADMIN_TOKEN needs at least 16 characters")
			.hasMessageNotContaining("hunter2");
	}

	/// Within a second, that is, where the machine is not busy.
	private void awaitOnTheOthersPage(String text, boolean shown) {
		await(text)
			.until(() -> Http.get(this.other.uri("/")).body().contains("dir=\"auto\">" + text + "</p>") == shown);
	}

	private String post(String message) {
		return post(message, "");
	}

	private String post(String message, String name) {
		HttpResponse<String> posted = Http.postJson(this.one.uri("/messages"),
				"{\"message\":\"%s\",\"name\":\"%s\"}".formatted(message, name));
		return JsonPath.read(posted.body(), "$.id");
	}

	private HttpResponse<String> api(String method, RunningBoard board, String id, String authorization) {
		return api(method, board, id, authorization, newAddress());
	}

	private static HttpResponse<String> api(String method, RunningBoard board, String id, String authorization,
			String address) {
		return Http.send(method, board.uri("/messages/" + id + "/hidden"), "", "Authorization", authorization,
				"X-Forwarded-For", address);
	}

	private static HttpResponse<String> signIn(RunningBoard board, String token, String address) {
		return Http.send("POST", board.uri("/instructor"), "token=" + token + "&page=/moderation", "Content-Type",
				"application/x-www-form-urlencoded", "X-Forwarded-For", address);
	}

	private static HttpResponse<String> form(RunningBoard board, String path, String body, String cookie) {
		URI uri = board.uri(path);
		return Http.send("POST", uri, body, "Content-Type", "application/x-www-form-urlencoded", "Cookie", cookie);
	}

	private static String cookie(HttpResponse<String> answer) {
		return answer.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
	}

	private String newAddress() {
		return "203.0.113." + this.addresses.incrementAndGet();
	}

}
