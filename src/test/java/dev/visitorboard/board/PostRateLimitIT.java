package dev.visitorboard.board;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import com.jayway.jsonpath.JsonPath;
import dev.visitorboard.testing.BoardTest;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.Minute;
import dev.visitorboard.testing.RunningBoard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/// What one address may post in a minute, on two instances that allow three.
@BoardTest("board.posting.per-minute=" + PostRateLimitIT.ALLOWED)
class PostRateLimitIT {

	static final int ALLOWED = 3;

	private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

	private final AtomicInteger addresses = new AtomicInteger();

	private final RunningBoard one;

	private final RunningBoard other;

	PostRateLimitIT(RunningBoard one, RunningBoard other) {
		this.one = one;
		this.other = other;
	}

	@Test
	void twoInstancesStoreExactlyWhatTheLimitAllows() throws Exception {
		withinAMinute((address) -> {
			List<HttpResponse<String>> answers = atOnce(IntStream.range(0, 12)
				.mapToObj((i) -> (Callable<HttpResponse<String>>) () -> (i % 4 < 2) ? postForm(i, address)
						: postJson(i, address))
				.toList());
			return () -> {
				assertThat(answers).filteredOn((answer) -> answer.statusCode() < 400).hasSize(ALLOWED);
				assertThat(answers).filteredOn((answer) -> answer.statusCode() >= 400).allSatisfy((answer) -> {
					assertThat(answer.statusCode()).isEqualTo(429);
					assertThat(retryAfter(answer)).isBetween(1L, 60L);
				});
				assertThat(messagesWith(address)).hasSize(ALLOWED);
			};
		});
	}

	@Test
	void theAddressesOfOneIpv6SubscriberShareALimit() throws Exception {
		withinAMinute((_) -> {
			String network = "2001:db8:0:" + Integer.toHexString(this.addresses.get());
			List<Integer> subscriber = IntStream.rangeClosed(1, ALLOWED + 1)
				.mapToObj((i) -> postJson(i, network + "::" + i).statusCode())
				.toList();
			int neighbour = postJson(0, network + "f::1").statusCode();
			return () -> {
				assertThat(subscriber).containsExactly(201, 201, 201, 429);
				assertThat(neighbour).isEqualTo(201);
			};
		});
	}

	@Test
	void aRepeatedPostIsAnsweredAsTheFirstWasThoughTheLimitIsReached() throws Exception {
		withinAMinute((address) -> {
			HttpResponse<String> form = postForm(0, address);
			HttpResponse<String> json = postJson(2, address, "Idempotency-Key", address);
			postForm(4, address);
			HttpResponse<String> formAgain = postForm(0, address);
			HttpResponse<String> jsonAgain = postJson(2, address, "Idempotency-Key", address);
			HttpResponse<String> otherWords = postJson(3, address, "Idempotency-Key", address);
			return () -> {
				assertThat(formAgain.statusCode()).isEqualTo(303);
				assertThat(formAgain.headers().firstValue("Location")).isPresent()
					.isEqualTo(form.headers().firstValue("Location"));
				assertThat(jsonAgain.statusCode()).isEqualTo(201);
				assertThat(jsonAgain.body()).isEqualTo(json.body());
				assertThat(otherWords.statusCode()).isEqualTo(429);
				assertThat(messagesWith(address)).hasSize(ALLOWED);
			};
		});
	}

	@Test
	void whatIsInvalidTakesNothing() throws Exception {
		withinAMinute((address) -> {
			for (int i = 0; i < ALLOWED; i++) {
				assertThat(post(" ", address).statusCode()).isEqualTo(422);
				assertThat(post("hello&website=x", address).statusCode()).isEqualTo(422);
				assertThat(post("hello&opened=1.x", address).statusCode()).isEqualTo(422);
			}
			List<Integer> statuses = IntStream.range(0, ALLOWED)
				.mapToObj((i) -> postForm(i, address).statusCode())
				.toList();
			return () -> assertThat(statuses).containsOnly(303);
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			en | Your text is still here: please send it again in %s second
			de | Dein Text ist noch da: Bitte schick ihn in %s Sekunde
			""")
	void aBrowserGetsTheFormBackWithTheTextAndWhenToSendItAgain(String language, String notice) throws Exception {
		withinAMinute((address) -> {
			useUp(address);
			HttpResponse<String> refused = post("keep <me>&name=Ada", address, "Accept", BROWSER, "Accept-Language",
					language);
			return () -> {
				assertThat(refused.statusCode()).isEqualTo(429);
				assertThat(refused.headers().firstValue("Cache-Control")).contains("no-store");
				assertThat(refused.headers().firstValue("Content-Language")).contains(language);
				assertThat(refused.body()).contains("role=\"alert\"", notice.formatted(retryAfter(refused)),
						">keep &lt;me&gt;</textarea>", "value=\"Ada\"");
			};
		});
	}

	@ParameterizedTest
	@CsvSource({ "*/*, application/problem+json", "text/plain, text/plain;charset=UTF-8" })
	void aProgramIsToldInItsOwnFormat(String accept, String contentType) throws Exception {
		withinAMinute((address) -> {
			useUp(address);
			HttpResponse<String> refused = post("no more", address, "Accept", accept);
			return () -> {
				assertThat(refused.statusCode()).isEqualTo(429);
				assertThat(refused.headers().firstValue("Content-Type")).contains(contentType);
				assertThat(refused.body()).contains("Try again in " + retryAfter(refused) + " s.");
			};
		});
	}

	private void useUp(String address) {
		IntStream.range(0, ALLOWED).forEach((i) -> postForm(i, address));
	}

	private HttpResponse<String> postForm(int number, String address) {
		return post(address + " number " + number, address);
	}

	private HttpResponse<String> post(String message, String address, String... headers) {
		return Http.send("POST", this.one.uri("/"), "message=" + message, with(headers, "Content-Type",
				"application/x-www-form-urlencoded", "X-Forwarded-For", "198.51.100.1, " + address));
	}

	private HttpResponse<String> postJson(int number, String address, String... headers) {
		return Http.postJson(this.other.uri("/messages"), "{\"message\":\"%s number %d\"}".formatted(address, number),
				with(headers, "X-Forwarded-For", address));
	}

	private List<String> messagesWith(String address) {
		List<String> messages = JsonPath.read(Http.get(this.one.uri("/messages")).body(), "$.messages[*].message");
		return messages.stream().filter((message) -> message.startsWith(address + " ")).toList();
	}

	/// Once more with another address when a new minute has begun meanwhile, which
	/// starts at zero.
	private void withinAMinute(Attempt attempt) throws Exception {
		Minute.within(() -> attempt.with("203.0.113." + this.addresses.incrementAndGet())).run();
	}

	private static List<HttpResponse<String>> atOnce(List<Callable<HttpResponse<String>>> posts) {
		List<HttpResponse<String>> answers = new ArrayList<>();
		try (ExecutorService clients = Executors.newFixedThreadPool(posts.size())) {
			for (Future<HttpResponse<String>> answer : clients.invokeAll(posts)) {
				answers.add(answer.resultNow());
			}
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		return answers;
	}

	private static long retryAfter(HttpResponse<String> answer) {
		return answer.headers().firstValueAsLong("Retry-After").orElseThrow();
	}

	private static String[] with(String[] headers, String... more) {
		List<String> all = new ArrayList<>(List.of(headers));
		all.addAll(List.of(more));
		return all.toArray(String[]::new);
	}

	private interface Attempt {

		/// @return what must hold when all of it lay within one minute
		Runnable with(String address);

	}

}
