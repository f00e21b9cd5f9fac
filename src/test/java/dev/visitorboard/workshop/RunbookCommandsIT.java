package dev.visitorboard.workshop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.visitorboard.testing.BesideOthers;
import dev.visitorboard.testing.BoardTest;
import dev.visitorboard.testing.Command;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.RunningBoard;
import dev.visitorboard.workshop.Document.Block;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// The blocks of the workshop's pages that are marked `bash`, one page in one shell, as an attendee types them. Those that
/// are marked `sh` need an AWS account, or eyes. What differs here from a laptop comes by the variables that the blocks
/// have defaults for.
@BesideOthers
@BoardTest({ "board.instance.id=local-8080", "board.instructor.token=" + RunbookCommandsIT.TOKEN })
record RunbookCommandsIT(RunningBoard board) {

	/// What goes on until somebody ends it, and the test that starts it instead.
	private static final Map<String, String> COVERED = Map.of("mvn spring-boot:test-run",
			"src/test/java/dev/visitorboard/local/LocalBoardIT.java", "mvn -Prehearsal spring-boot:test-run",
			"src/test/java/dev/visitorboard/rehearsal/RehearsalIT.java");

	static final String TOKEN = "the-token-of-the-instructor";

	@Test
	void everyCommandOfSession1ThatNeedsNoAccountRuns() throws IOException {
		String output = run("session-1.md");

		assertThat(output).contains("\n303\n");
		assertThat(Http.get(this.board.uri("/messages")).body()).contains("Hello from curl", "\"name\":\"Ada\"")
			.containsOnlyOnce("Hello from curl");
	}

	@Test
	void everyCommandOfSession2ThatNeedsNoAccountRuns() throws IOException {
		assertThat(run("session-2.md")).contains("\"instances\":");
	}

	@Test
	void theOtherPagesHaveNone() throws IOException {
		assertThat(Document.in("src/workshop")).filteredOn((page) -> !page.blocks("bash").isEmpty())
			.extracting((page) -> page.path().getFileName().toString())
			.containsExactly("session-1.md", "session-2.md");
	}

	private String run(String page) throws IOException {
		StringBuilder script = new StringBuilder("set -euo pipefail\n");
		for (Block block : Document.read(Path.of("src/workshop", page)).blocks("bash")) {
			String covered = COVERED.get(String.join("\n", block.lines()));
			if (covered != null) {
				assertThat(Path.of(covered)).exists();
			}
			else {
				script.append("echo '$ %s:%d'\n".formatted(page, block.line()));
				block.lines().forEach((line) -> script.append(line).append('\n'));
			}
		}
		Map<String, String> environment = Map.of("BOARD_URL", this.board.uri("").toString(), "BOARD_ADMIN_TOKEN", TOKEN,
				"PROOF_SECONDS", "2");
		Command shell = Command.run(environment, "bash", "-c", script.toString());
		assertThat(shell.exitCode()).as(shell.output()).isZero();
		return shell.output();
	}

}
