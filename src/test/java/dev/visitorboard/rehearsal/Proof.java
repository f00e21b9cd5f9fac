package dev.visitorboard.rehearsal;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import dev.visitorboard.testing.Command;
import dev.visitorboard.testing.Patience;

import static org.awaitility.Awaitility.await;

/// `src/workshop/prove`, at work until it is told to check what it has.
final class Proof implements AutoCloseable {

	private static final Pattern INSTANCES = Pattern.compile(", (\\d+) instances seen");

	private final Process process;

	private final Path output;

	private Proof(Process process, Path output) {
		this.process = process;
		this.output = output;
	}

	/// Starts to post and to count, with little enough that the instances are idle but
	/// for a drill.
	static Proof of(URI board) throws IOException {
		Path output = Files.createTempFile("prove", ".out");
		List<String> command = new ArrayList<>(List.of("bash", Path.of("src", "workshop", "prove").toString(),
				board.toString(), "--seconds", "600", "--parallel", "1", "--pause", "1"));
		// Who runs all this in the background of a script may have it ignore interrupts.
		if (Command.run("env", "--default-signal=INT", "true").exitCode() == 0) {
			command.addAll(0, List.of("env", "--default-signal=INT"));
		}
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
		return new Proof(process, output);
	}

	/// Waits until it has been answered by at least so many instances.
	void awaitInstances(int number) {
		await().until(() -> INSTANCES.matcher(Files.readString(this.output))
			.results()
			.anyMatch((seen) -> Integer.parseInt(seen.group(1)) >= number));
	}

	/// Lets it check.
	/// @return its last line, for programs
	String end() throws IOException, InterruptedException {
		Command.run("kill", "-INT", Long.toString(this.process.pid()));
		if (!this.process.waitFor(Patience.LONGEST.toSeconds(), TimeUnit.SECONDS)) {
			throw new AssertionError("prove is still at it:\n" + Files.readString(this.output));
		}
		return Files.readString(this.output).lines().reduce((_, last) -> last).orElse("");
	}

	@Override
	public void close() throws IOException {
		this.process.descendants().forEach(ProcessHandle::destroyForcibly);
		this.process.destroyForcibly();
		Files.deleteIfExists(this.output);
	}

}
