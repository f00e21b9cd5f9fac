package dev.visitorboard.metrics;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.RunningBoard;
import dev.visitorboard.metrics.StubCloudWatch.Datum;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

@ResourceLock(Resources.SYSTEM_OUT)
@ExtendWith(OutputCaptureExtension.class)
class CloudWatchIT {

	private static final Map<String, String> NONE = Map.of();

	/// What a timer, a counter and a gauge become.
	private static final List<String> TIMERS = List.of("http.server.requests", "counter.commit", "dynamodb.call");

	private static final List<String> COUNTERS = List.of("web.requests.shed", "board.posts", "counter.counts",
			"counter.failures", "dynamodb.retries", "dynamodb.throttles");

	private static final List<String> GAUGES = List.of("board.snapshot.age", "process.cpu.usage", "jvm.heap.used");

	private StubCloudWatch cloudWatch;

	@BeforeEach
	void start() throws IOException {
		this.cloudWatch = StubCloudWatch.start();
	}

	@AfterEach
	void stop() {
		this.cloudWatch.close();
	}

	@Test
	void whatIsPublishedIsWhatWasChosenAndNothingElse(CapturedOutput output) {
		try (RunningBoard board = board("1s")) {
			// Again and again: a publication that takes longer than its second loses the
			// next one.
			await().untilAsserted(() -> {
				meetEveryMeter(board);
				assertThat(metrics()).isEqualTo(expected());
				assertThat(this.cloudWatch.sum("board.posts.count", Map.of("outcome", "stored"))).isPositive();
				assertThat(this.cloudWatch.sum("counter.counts.count", NONE)).isPositive();
			});
		}

		assertThat(metrics()).isEqualTo(expected());
		assertThat(this.cloudWatch.accepted()).hasSizeGreaterThan(1)
			.allSatisfy((publication) -> assertThat(publication.namespace()).isEqualTo("Board/Test"));
		assertThat(this.cloudWatch.data()).allSatisfy(CloudWatchIT::hasBoundedDimensions);
		assertThat(this.cloudWatch.data()).filteredOn((datum) -> datum.metric().equals("jvm.heap.used.value"))
			.allSatisfy((datum) -> assertThat(datum.unit()).isEqualTo("Bytes"))
			.allSatisfy((datum) -> assertThat(datum.value()).isGreaterThan(1_000_000));
		assertThat(this.cloudWatch.data()).filteredOn((datum) -> datum.metric().equals("dynamodb.call.max"))
			.allSatisfy((datum) -> assertThat(datum.unit()).isEqualTo("Milliseconds"));
		assertThat(warnings(output)).isEmpty();
	}

	@Test
	void aStopPublishesWhatWasNotYetPublished() {
		try (RunningBoard board = board("1h")) {
			assertThat(Http.postForm(board.uri("/"), "hello", "Ada").statusCode()).isEqualTo(303);
			assertThat(Http.send("POST", board.uri("/count"), "").statusCode()).isEqualTo(200);
			assertThat(Http.send("POST", board.uri("/count"), "").statusCode()).isEqualTo(200);
			assertThat(this.cloudWatch.requests()).isZero();
		}

		assertThat(this.cloudWatch.accepted()).hasSize(1);
		assertThat(this.cloudWatch.sum("board.posts.count", Map.of("outcome", "stored"))).isOne();
		assertThat(this.cloudWatch.sum("counter.counts.count", NONE)).isEqualTo(2);
	}

	@Test
	void withinTheProcessEveryMeterKeepsAllItsTags() {
		try (RunningBoard board = board("1h")) {
			Http.get(board.uri("/"));
			MeterRegistry all = board.bean(SimpleMeterRegistry.class);
			await().untilAsserted(
					() -> assertThat(all.find("http.server.requests").tag("uri", "/").timers()).isNotEmpty());
			assertThat(all.find("jvm.memory.used").tag("area", "heap").gauges()).hasSizeGreaterThan(1);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 403, 500 })
	void aCloudWatchThatRefusesIsAWarningAndNoHarm(int status, CapturedOutput output) {
		this.cloudWatch.answers(status);
		try (RunningBoard board = board("1s")) {
			await().untilAsserted(() -> assertThat(warnings(output)).isNotEmpty()
				.allSatisfy((warning) -> assertThat(warning).contains("did not reach CloudWatch",
						Integer.toString(status))));
			assertServes(board);

			this.cloudWatch.answers(200);
			await().until(() -> !this.cloudWatch.accepted().isEmpty());
			await().until(() -> output.toString().contains("Metrics reach CloudWatch again"));
		}
	}

	@Test
	void aCloudWatchThatIsNotThereIsAWarningAndNoHarm(CapturedOutput output) {
		this.cloudWatch.close();
		try (RunningBoard board = board("1s")) {
			await().until(() -> !warnings(output).isEmpty());
			assertServes(board);
		}
		assertThat(warnings(output)).allSatisfy((warning) -> assertThat(warning).contains("did not reach CloudWatch"));
	}

	@Test
	void unlessEnabledNothingOfItExists() {
		try (RunningBoard board = RunningBoard.start("i-1", RunningBoard.newTable(),
				"board.cloudwatch.endpoint=" + this.cloudWatch.endpoint(), "board.cloudwatch.step=1s")) {
			assertThat(board.bean(MeterRegistry.class)).isInstanceOf(SimpleMeterRegistry.class);
			assertThatExceptionOfType(NoSuchBeanDefinitionException.class)
				.isThrownBy(() -> board.bean(CloudWatchConfiguration.class));
		}
		assertThat(this.cloudWatch.requests()).isZero();
	}

	private RunningBoard board(String step) {
		return RunningBoard.start("i-1", RunningBoard.newTable(), "board.cloudwatch.enabled=true",
				"board.cloudwatch.namespace=Board/Test", "board.cloudwatch.stop-patience=30s",
				"board.cloudwatch.step=" + step, "board.cloudwatch.endpoint=" + this.cloudWatch.endpoint());
	}

	private static void assertServes(RunningBoard board) {
		assertThat(Http.get(board.uri("/")).statusCode()).isEqualTo(200);
		assertThat(Http.send("POST", board.uri("/count"), "").statusCode()).isEqualTo(200);
	}

	private static void meetEveryMeter(RunningBoard board) {
		HttpResponse<String> posted = Http.postForm(board.uri("/"), "hello", "Ada");
		assertThat(posted.statusCode()).isEqualTo(303);
		assertThat(Http.get(board.uri("/nowhere")).statusCode()).isEqualTo(404);
		assertServes(board);
		MeterRegistry meters = board.bean(MeterRegistry.class);
		// Neither a meter that was not chosen nor a tag that grows with use may come
		// through.
		meters.counter("a.meter.of.no.interest").increment();
		for (int i = 0; i < 50; i++) {
			meters.counter("dynamodb.retries", "request", "number-" + i);
		}
	}

	private static Set<String> expected() {
		return Stream.of(names(TIMERS, ".sum", ".count", ".max"), names(COUNTERS, ".count"), names(GAUGES, ".value"))
			.flatMap((names) -> names)
			.collect(Collectors.toSet());
	}

	private static Stream<String> names(List<String> meters, String... suffixes) {
		return meters.stream().flatMap((meter) -> Stream.of(suffixes).map((suffix) -> meter + suffix));
	}

	private Set<String> metrics() {
		return this.cloudWatch.data().stream().map(Datum::metric).collect(Collectors.toSet());
	}

	private static void hasBoundedDimensions(Datum datum) {
		if (datum.metric().matches("(http\\.server\\.requests|dynamodb\\.call|board\\.posts)\\..*")) {
			assertThat(datum.dimensions()).hasSize(1);
			assertThat(datum.dimensions().get("outcome")).isIn("SUCCESS", "REDIRECTION", "CLIENT_ERROR", "SERVER_ERROR",
					"INFORMATIONAL", "UNKNOWN", "success", "refused", "throttled", "failed", "stored");
		}
		else {
			assertThat(datum.dimensions()).as(datum.metric()).isEmpty();
		}
	}

	/// Of the metrics and all they are made of, with stack traces, of which there should
	/// be none.
	private static List<String> warnings(CapturedOutput output) {
		return output.toString()
			.lines()
			.filter((line) -> line.matches(".* (WARN|ERROR) .*(visitorboard\\.metrics|i\\.m\\.|micrometer|awssdk).*")
					|| line.matches("\\s+at .*(micrometer|cloudwatch).*"))
			.toList();
	}

}
