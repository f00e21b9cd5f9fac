package dev.visitorboard.workshop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.visitorboard.testing.BoardTest;
import dev.visitorboard.testing.Command;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.JsonShape;
import dev.visitorboard.testing.RunningBoard;
import org.junit.jupiter.api.Test;

import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/// What the documents promise to programs, held against a board.
@BoardTest("board.instructor.token=" + ApiDocumentIT.TOKEN)
record ApiDocumentIT(RunningBoard board) {

	static final String TOKEN = "the-instructor-of-this-test";

	private static final Path DOCUMENT = Path.of("src", "docs", "api.md");

	/// A row of a table begins with its request.
	private static final Pattern REQUEST = Pattern.compile("(?m)^\\| `([A-Z]+ /\\S*)` \\|");

	private static final String[] INSTRUCTOR = { "Authorization", "Bearer " + TOKEN };

	private static final String MESSAGE = "{\"message\": \"Hello\", \"name\": \"Ada\"}";

	@Test
	void everyRequestThatIsAnsweredIsNamed() throws IOException {
		// The servlet looks for its mappings when the first request comes.
		Http.get(this.board.uri("/health"));
		Set<String> answered = Objects.requireNonNull(this.board.bean(DispatcherServlet.class).getHandlerMappings())
			.stream()
			.filter(RequestMappingHandlerMapping.class::isInstance)
			.flatMap((mapping) -> ((RequestMappingHandlerMapping) mapping).getHandlerMethods().keySet().stream())
			.flatMap(ApiDocumentIT::requests)
			.collect(Collectors.toSet());

		assertThat(REQUEST.matcher(Files.readString(DOCUMENT)).results().map((row) -> row.group(1)))
			.containsExactlyInAnyOrderElementsOf(answered);
	}

	/// None of a mapping for any method, which is that of errors.
	private static Stream<String> requests(RequestMappingInfo mapping) {
		return mapping.getMethodsCondition()
			.getMethods()
			.stream()
			.flatMap((method) -> mapping.getPatternValues().stream().map((pattern) -> method + " " + pattern));
	}

	@Test
	void everyBodyHasAShapeThatIsShown() throws IOException {
		// More than one page of them.
		for (int i = 0; i < 51; i++) {
			Http.postJson(this.board.uri("/messages"), MESSAGE, "Idempotency-Key", "key-" + i);
		}
		Set<Set<String>> sent = Stream
			.of(MESSAGE, get("/messages/x"), Http.postJson(this.board.uri("/messages"), "{}").body(),
					Http.postJson(this.board.uri("/messages"), MESSAGE).body(), get("/messages"), get("/count"),
					get("/count/history"), get("/history"), get("/fleet", "Accept", "application/json"),
					get("/moderation", INSTRUCTOR),
					Http.send("POST", this.board.uri("/fleet/drill?intensity=10&duration=10s"), "", INSTRUCTOR).body(),
					get("/health"))
			.map(JsonShape::of)
			.collect(Collectors.toSet());
		Http.send("DELETE", this.board.uri("/fleet/drill"), "", INSTRUCTOR);

		assertThat(Document.read(DOCUMENT).blocks("json").stream().map((block) -> String.join("\n", block.lines())))
			.extracting(JsonShape::of)
			.containsExactlyInAnyOrderElementsOf(sent);
	}

	@Test
	void theCommandsOfTheReadmeRun() throws IOException {
		String commands = Document.read(Path.of("README.md"))
			.blocks("bash")
			.stream()
			.flatMap((block) -> block.lines().stream())
			.map((line) -> line.replace("localhost:8080", this.board.uri("").getAuthority()))
			.collect(Collectors.joining("\n"));

		Command shell = Command.run("bash", "-euc", commands);

		assertThat(shell.exitCode()).as(shell.output()).isZero();
		assertThat(shell.output()).contains("HTTP/1.1 303", "\"message\":\"Hi\"", "{\"messages\":[{\"id\":",
				"{\"count\":1}", "\"step\":\"PT1H\"", "1 instance serving", "\"status\":\"healthy\"");
		assertThat(shell.output()).doesNotContain("requestId");
	}

	private String get(String path, String... headers) {
		return Http.get(this.board.uri(path), headers).body();
	}

}
