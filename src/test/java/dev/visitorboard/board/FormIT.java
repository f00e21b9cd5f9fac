package dev.visitorboard.board;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.visitorboard.testing.BesideOthers;
import dev.visitorboard.testing.faults.Fault;
import dev.visitorboard.testing.faults.FaultPlan;
import dev.visitorboard.testing.faults.FaultProxy;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.RunningBoard;
import dev.visitorboard.access.Signer;
import dev.visitorboard.testing.BoardTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/// What the form's hidden fields are for, and that a form that is not taken comes back with its text.
@BesideOthers
@BoardTest
record FormIT(RunningBoard other, @BoardTest.With("board.signing.key=") RunningBoard withItsOwnKey, FaultProxy proxy,
		@BoardTest.With("board.posting.per-minute=1000") RunningBoard one) {

	private static final Pattern OPENED = Pattern
		.compile("name=\"opened\" type=\"hidden\" data-live value=\"([^\"]+)\"");

	private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";

	@AfterEach
	void heal() throws IOException {
		this.proxy.heal();
	}

	@Test
	void theFormOfOneInstanceIsTakenByAnother() {
		for (String page : new String[] { "/", "/?posted=x" }) {
			String opened = opened(Http.get(this.one.uri(page)));
			assertThat(post(this.other, "message=from+" + page + "&name=&website=&opened=" + opened).statusCode())
				.isEqualTo(303);
		}
	}

	@Test
	void aFormWithoutItsHiddenFieldsIsAProgramsAndTaken() {
		assertThat(post(this.one, "message=from+a+program").statusCode()).isEqualTo(303);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			en | please send the message once more
			de | Bitte schick die Nachricht noch einmal ab
			""")
	void whoFillsInTheFieldThatNobodySeesIsToldAndKeepsTheText(String language, String notice) {
		HttpResponse<String> refused = post(this.one, "message=keep+me&name=Ada&website=https://example.com",
				"Accept-Language", language);
		assertRefusedWithText(refused, 422, notice);
		assertThat(refused.body()).doesNotContain("example.com");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "1", "1795262400.AAAAAAAAAAAAAAAAAAAAAA", "x.y", "%00" })
	void aForgedFormIsRefusedAndComesBackAsOneThatIsTaken(String opened) {
		HttpResponse<String> refused = post(this.one, "message=keep+me&name=Ada&opened=" + opened);
		assertRefusedWithText(refused, 422, "since the form was too old");
		assertThat(post(this.one, "message=keep+me" + opened + "&opened=" + opened(refused)).statusCode())
			.isEqualTo(303);
	}

	@Test
	void aFormIsTakenForADayAndNoLonger() {
		assertThat(post(this.one, "message=still+fresh&opened=" + openedBefore(Duration.ofHours(23))).statusCode())
			.isEqualTo(303);
		HttpResponse<String> tooOld = post(this.one,
				"message=keep+me&name=Ada&opened=" + openedBefore(Duration.ofHours(25)), "Accept-Language", "de");
		assertRefusedWithText(tooOld, 422, "weil das Formular zu alt war");
		HttpResponse<String> tooEarly = post(this.one,
				"message=keep+me&name=Ada&opened=" + openedBefore(Duration.ofHours(-1)));
		assertRefusedWithText(tooEarly, 422, "since the form was too old");
	}

	@Test
	void anInstanceWithItsOwnKeyTakesWhatAnotherMayHaveSigned() {
		String opened = opened(Http.get(this.one.uri("/")));
		assertThat(post(this.withItsOwnKey, "message=foreign&opened=" + opened).statusCode()).isEqualTo(303);
		assertThat(post(this.withItsOwnKey, "message=foreign&opened=x").statusCode()).isEqualTo(422);
	}

	@ParameterizedTest
	@CsvSource({ "UpdateItem, en, could not be stored just now", "TransactWriteItems, en, could not be stored just now",
			"TransactWriteItems, de, ließ sich gerade nicht speichern" })
	void aFormThatTheTableDidNotTakeComesBackWithItsText(String operation, String language, String notice) {
		this.proxy.plan(FaultPlan.onlyFor(operation, FaultPlan.always(Fault.INTERNAL_ERROR)));
		HttpResponse<String> refused = post(this.one, "message=keep+me&name=Ada", "Accept", BROWSER, "Accept-Language",
				language);
		assertRefusedWithText(refused, 503, notice);
		assertThat(refused.headers().firstValue("Retry-After")).contains("1");
	}

	@Test
	void anInstanceThatHasSeenNoMessagesKeepsTheTextAndDoesNotSayThatThereAreNone() {
		try (RunningBoard fresh = RunningBoard.start("i-4", RunningBoard.newTable(),
				"board.dynamodb.endpoint=" + this.proxy.endpoint(), "board.posting.per-minute=10")) {
			this.proxy.plan(FaultPlan.always(Fault.INTERNAL_ERROR));
			HttpResponse<String> refused = post(fresh, "message=keep+me&name=Ada", "Accept", BROWSER);
			assertRefusedWithText(refused, 503, "could not be stored just now");
			assertThat(refused.body()).contains("id=\"empty\" hidden");
		}
	}

	@Test
	void aProgramIsToldByAProblem() {
		this.proxy.plan(FaultPlan.onlyFor("TransactWriteItems", FaultPlan.always(Fault.INTERNAL_ERROR)));
		HttpResponse<String> refused = post(this.one, "message=keep+me", "Accept", "*/*");
		assertThat(refused.statusCode()).isEqualTo(503);
		assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
		assertThat(refused.headers().firstValue("Retry-After")).contains("1");
	}

	private static void assertRefusedWithText(HttpResponse<String> answer, int status, String notice) {
		assertThat(answer.statusCode()).isEqualTo(status);
		assertThat(answer.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
		assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
		assertThat(answer.body()).contains("role=\"alert\"", notice, ">keep me</textarea>", "value=\"Ada\"")
			.doesNotContain("aria-invalid", "??");
	}

	/// As this instance would have signed it.
	private String openedBefore(Duration age) {
		String seconds = Long.toString(Instant.now().minus(age).getEpochSecond());
		return seconds + '.' + this.one.bean(Signer.class).sign("form time", seconds);
	}

	private static String opened(HttpResponse<String> page) {
		Matcher field = OPENED.matcher(page.body());
		assertThat(field.find()).isTrue();
		return field.group(1);
	}

	private static HttpResponse<String> post(RunningBoard board, String form, String... headers) {
		String[] all = Arrays.copyOf(headers, headers.length + 2);
		all[headers.length] = "Content-Type";
		all[headers.length + 1] = "application/x-www-form-urlencoded";
		return Http.send("POST", board.uri("/"), form, all);
	}

}
