package dev.visitorboard.web;

import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.ReadContext;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ResourceLock(Resources.SYSTEM_OUT)
@ExtendWith(OutputCaptureExtension.class)
class AccessLogTest {

	private static final Logger LOGGER = (Logger) LoggerFactory.getLogger(AccessLog.class);

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final AccessLog log = new AccessLog(JsonMapper.shared(), "visitor-board", "ecs", this.registry);

	@BeforeEach
	void logRequests() {
		LOGGER.setLevel(Level.INFO);
	}

	@AfterEach
	void logNone() {
		LOGGER.setLevel(Level.WARN);
	}

	@Test
	void whatFindsTooManyWaitingIsDroppedAndCounted(CapturedOutput output) {
		IntStream.range(0, 10_003).forEach((i) -> this.log.add(line("GET", i)));
		assertThat(this.registry.get("web.log.dropped").counter().count()).isEqualTo(3);
		this.log.start();
		this.log.stop();
		List<String> lines = lines(output);
		assertThat(lines).hasSize(10_000);
		assertThat(lines.getFirst()).contains("\"bytes\":0}");
		assertThat(lines.getLast()).contains("\"bytes\":9999}");
	}

	@Test
	void whatAClientSentCannotForgeALine(CapturedOutput output) {
		this.log.add(line("GET\"}\n{\"message\":\"forged\\", 1));
		this.log.start();
		this.log.stop();
		assertThat(lines(output)).singleElement()
			.satisfies((line) -> assertThat((String) JsonPath.read(line, "$.http.request.method"))
				.isEqualTo("GET\"}\n{\"message\":\"forged\\"));
	}

	@Test
	void aLineSaysWhereItComesFromAsAllOthersDo(CapturedOutput output) {
		this.log.add(line("GET", 1));
		this.log.start();
		this.log.stop();
		ReadContext line = JsonPath.parse(lines(output).getFirst());
		assertThat((String) line.read("$.service.name")).isEqualTo("visitor-board");
		assertThat((String) line.read("$.ecs.version")).isEqualTo("8.11");
		assertThat((String) line.read("$.log.logger")).isEqualTo(AccessLog.class.getName());
		assertThat((int) line.read("$.process.pid")).isEqualTo((int) ProcessHandle.current().pid());
	}

	@Test
	void whatFailsOnceDoesNotEndTheLog(CapturedOutput output) {
		AtomicBoolean failed = new AtomicBoolean();
		AccessLog log = new AccessLog(new JsonMapper() {
			@Override
			public JsonGenerator createGenerator(OutputStream out) {
				if (!failed.getAndSet(true)) {
					throw new StackOverflowError("once");
				}
				return super.createGenerator(out);
			}
		}, "visitor-board", "ecs", this.registry);
		log.start();
		log.add(line("GET", 1));
		await().untilTrue(failed);
		log.add(line("GET", 2));
		await().until(() -> !lines(output).isEmpty());
		log.stop();
		assertThat(lines(output)).singleElement().asString().contains("\"bytes\":2}");
		assertThat(output.getOut()).contains("The access log could not write 1 lines.");
	}

	private static List<String> lines(CapturedOutput output) {
		return output.getOut().lines().filter((line) -> line.startsWith("{")).toList();
	}

	private static AccessLine line(String method, long bytes) {
		return new AccessLine(Instant.EPOCH, "id", method, "/", 200, bytes, 1_000_000, "::1", "curl");
	}

}
