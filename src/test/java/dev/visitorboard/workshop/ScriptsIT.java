package dev.visitorboard.workshop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import dev.visitorboard.testing.BesideOthers;
import dev.visitorboard.testing.BoardTest;
import dev.visitorboard.testing.Command;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.Patience;
import dev.visitorboard.testing.RunningBoard;
import dev.visitorboard.rehearsal.LoadBalancer;
import dev.visitorboard.rehearsal.Target;
import dev.visitorboard.workshop.DoubtfulBoard.Fault;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// `watch`, `load` and `prove` on one instance, on two behind a load balancer, and on servers that are not to be
/// trusted.
@BesideOthers
@BoardTest
class ScriptsIT {

	private final RunningBoard first;

	private final RunningBoard strict;

	@AutoClose
	private final LoadBalancer balancer;

	ScriptsIT(RunningBoard first, @BoardTest.With("board.posting.per-minute=3") RunningBoard strict)
			throws IOException {
		Command.require(ScriptsIT.class, "bash", "curl");
		this.first = first;
		this.strict = strict;
		this.balancer = LoadBalancer.start(0, Duration.ofMillis(200), Duration.ofSeconds(20));
		List<Target> both = Stream.of(first, strict).map((board) -> this.balancer.register(board.uri("/"))).toList();
		await().until(() -> both.stream().allMatch((target) -> target.state() == Target.State.HEALTHY));
	}

	@Test
	void watchTellsWhichInstancesAnswerAndHowOften() {
		Command watch = Scripts.run("watch", this.balancer.uri().toString(), "--seconds", "2", "--per-second", "4");

		assertThat(watch.exitCode()).as(watch.output()).isZero();
		assertThat(watch.output()).contains("+ i-1 answers for the first time")
			.contains("+ i-2 answers for the first time")
			.contains("4 of 4 answered")
			.contains("50%");
		assertThat(watch.lines().getLast()).contains("instances=2", "i-1=4", "i-2=4");
	}

	@Test
	void watchTellsWhenAnInstanceIsGone() {
		try (DoubtfulBoard board = DoubtfulBoard.with(Fault.CHANGES_ITS_NAME)) {
			Command watch = Command.run("bash", "-c",
					"src/workshop/watch '%s' --seconds 600 --gone-after 1 | sed '/has not answered/q'"
						.formatted(board.url()));

			assertThat(watch.output()).contains("+ i-early answers for the first time")
				.contains("+ i-late answers for the first time")
				.contains("- i-early has not answered for 1 s");
		}
	}

	@Test
	void watchGoesOnWhereNobodyAnswers() {
		Command watch = Scripts.run("watch", "127.0.0.1:1", "--seconds", "1", "--per-second", "2");

		assertThat(watch.exitCode()).isZero();
		assertThat(watch.output()).contains("0 of 2 answered  failed: no-answer no-answer");
	}

	@Test
	void loadSaysHowFastAndByWhomItWasAnswered() {
		Command load = Scripts.run("load", this.balancer.uri().toString(), "--parallel", "4", "--seconds", "3");

		assertThat(load.exitCode()).as(load.output()).isZero();
		assertThat(load.output()).contains("i-1", "i-2", "statuses    200 ");
		assertThat(load.lines().getLast())
			.matches("summary requests=[1-9]\\d* per_second=[0-9.]+ failed=0 p50_ms=\\d+ p99_ms=\\d+ instances=2");
	}

	@Test
	void loadCountsWhatFails() {
		try (DoubtfulBoard board = DoubtfulBoard.with(Fault.FAILS_EVERY_OTHER)) {
			Command load = Scripts.run("load", board.url(), "--parallel", "2", "--seconds", "1");

			assertThat(load.exitCode()).isZero();
			assertThat(load.output()).contains("200 ", "503 ");
			assertThat(load.lines().getLast()).containsPattern("failed=[1-9].* instances=1");
		}
	}

	@Test
	void proveFindsAllOfItOnTheBoard() {
		Command prove = Scripts.run("prove", this.first.uri("/").toString(), "--posts", "55", "--counts", "5",
				"--parallel", "3", "--alone");

		assertThat(prove.exitCode()).as(prove.output()).isZero();
		assertThat(prove.output()).containsPattern("posts +55 +55 +55 +0 +0 +0 +0 +0\n")
			.containsPattern("counts +5 +5 +5 +0 +0 +0 +0 +-\n");
		assertThat(prove.lines().getLast())
			.isEqualTo("summary sent=60 acknowledged=60 lost=0 doubled=0 failed=0 refused=0 unclear=0 instances=1");
	}

	@Test
	void proveTellsWhichInstancesAnswered() {
		Command prove = Scripts.run("prove", this.balancer.uri().toString(), "--posts", "12", "--counts", "12");

		assertThat(prove.exitCode()).as(prove.output()).isZero();
		assertThat(prove.output()).contains("i-1", "i-2");
		assertThat(prove.lines().getLast()).contains("lost=0 doubled=0 failed=0").endsWith("instances=2");
	}

	@Test
	void whatTheAllowanceRefusesIsNeitherLostNorDoubled() {
		// Three a minute, and these may fall into two minutes.
		Command prove = Scripts.run("prove", this.strict.uri("/").toString(), "--posts", "8", "--counts", "8");

		assertThat(prove.exitCode()).as(prove.output()).isZero();
		assertThat(prove.output()).contains("POSTS_PER_MINUTE=0", "Nothing was lost and nothing was doubled.")
			.containsPattern("counts +8 +8 +8 +0 +0 +0 +0 +-\n");
		assertThat(prove.lines().getLast()).containsPattern("lost=0 doubled=0 failed=0 refused=[2-8]");
	}

	@Test
	void proveGoesOnForATimeAndStopsWhenItIsTold() {
		Command prove = Scripts.run("prove", this.first.uri("/").toString(), "--seconds", "1", "--parallel", "2");

		assertThat(prove.exitCode()).as(prove.output()).isZero();
		assertThat(prove.lines().getLast()).containsPattern("acknowledged=[1-9][0-9]* lost=0 doubled=0 failed=0");
	}

	@Test
	void whatGotNoClearAnswerIsSentAgainAndCountsAsFailed() {
		Command prove = prove(Fault.FAILS_EVERY_OTHER);

		assertThat(prove.exitCode()).as(prove.output()).isZero();
		assertThat(prove.output()).containsPattern("posts +4 +4 +4 +0 +0 +[1-9]");
		assertThat(prove.lines().getLast()).containsPattern("lost=0 doubled=0 failed=[1-9]");
	}

	@Test
	void proveDetectsWhatWasLost() {
		Command post = prove(Fault.LOSES_A_POST);
		assertThat(post.exitCode()).isEqualTo(1);
		assertThat(post.output()).containsPattern("posts +4 +4 +3 +1 +0 ").contains("LOST, acknowledged", "N = 3");

		Command count = prove(Fault.LOSES_A_COUNT);
		assertThat(count.exitCode()).isEqualTo(1);
		assertThat(count.output()).containsPattern("counts +4 +4 +3 +1 +");
	}

	@Test
	void proveDetectsWhatWasDoubled() {
		Command post = prove(Fault.DOUBLES_A_POST);
		assertThat(post.exitCode()).isEqualTo(1);
		assertThat(post.output()).containsPattern("posts +4 +4 +5 +0 +1 ").contains("DOUBLED on the board", "N = 3");

		Command number = prove(Fault.GIVES_A_NUMBER_TWICE);
		assertThat(number.exitCode()).isEqualTo(1);
		assertThat(number.output()).containsPattern("doubled=1");

		Command count = prove(Fault.COUNTS_ONE_TOO_MANY);
		assertThat(count.exitCode()).isEqualTo(1);
		assertThat(count.output()).containsPattern("counts +4 +4 +5 +0 +1 ");
	}

	@Test
	void anEndBySignalLeavesNoProcessAndNoFile(@TempDir Path temporary) throws Exception {
		for (List<String> call : List.of(List.of("load"), List.of("watch"), List.of("prove", "--seconds", "60"))) {
			Process process = start(temporary, call);
			await().until(() -> process.descendants().count() >= 2 || call.getFirst().equals("watch"));
			List<ProcessHandle> descendants = process.descendants().toList();

			process.toHandle().destroy();

			assertThat(process.waitFor(Patience.LONGEST)).isTrue();
			assertThat(process.exitValue()).isEqualTo(143);
			await().untilAsserted(() -> assertThat(descendants).noneMatch(ProcessHandle::isAlive));
			try (Stream<Path> left = Files.list(temporary)) {
				assertThat(left).isEmpty();
			}
		}
	}

	private Process start(Path temporary, List<String> call) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(Scripts.FOLDER.resolve(call.getFirst()).toString(),
				this.first.uri("/").toString());
		builder.command().addAll(call.subList(1, call.size()));
		builder.environment().put("TMPDIR", temporary.toString());
		Process process = builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
		// From here on it minds signals.
		await().until(() -> {
			try (Stream<Path> scratch = Files.list(temporary)) {
				return scratch.findAny().isPresent();
			}
		});
		return process;
	}

	private static Command prove(Fault fault) {
		try (DoubtfulBoard board = DoubtfulBoard.with(fault)) {
			return Scripts.run("prove", board.url(), "--posts", "4", "--counts", "4", "--parallel", "1", "--alone");
		}
	}

}
