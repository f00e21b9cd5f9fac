package dev.visitorboard.board;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Arrays;

import dev.visitorboard.faults.Fault;
import dev.visitorboard.faults.FaultPlan;
import dev.visitorboard.faults.FaultProxy;
import dev.visitorboard.local.Http;
import dev.visitorboard.local.RunningBoard;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/// That a form that is not taken comes back with its text.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FormIT {

	private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";

	private FaultProxy proxy;

	private RunningBoard one;

	@BeforeAll
	void start() throws IOException {
		String table = RunningBoard.newTable();
		this.proxy = FaultProxy.inFrontOf(RunningBoard.dynamoDbEndpoint());
		this.one = RunningBoard.start("i-1", table, "board.dynamodb.endpoint=" + this.proxy.endpoint(),
				"board.posting.per-minute=1000");
	}

	@AfterAll
	void stop() throws IOException {
		this.one.close();
		this.proxy.close();
	}

	@AfterEach
	void heal() throws IOException {
		this.proxy.heal();
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

	private static HttpResponse<String> post(RunningBoard board, String form, String... headers) {
		String[] all = Arrays.copyOf(headers, headers.length + 2);
		all[headers.length] = "Content-Type";
		all[headers.length + 1] = "application/x-www-form-urlencoded";
		return Http.send("POST", board.uri("/"), form, all);
	}

}
