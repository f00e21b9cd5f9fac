package dev.visitorboard.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.visitorboard.testing.Command;

/// A container of this test, by its id. The docker command is asked, since Testcontainers knows no containers that are
/// machines.
record Docker(String id) implements AutoCloseable {

	/// Starts one with these arguments of `docker run`.
	static Docker run(List<String> arguments) {
		List<String> command = new ArrayList<>(List.of("docker", "run", "--detach"));
		command.addAll(arguments);
		// Where the image was looked for is told first.
		return new Docker(successful(command.toArray(String[]::new)).lines().getLast());
	}

	static boolean hasImage(String image) {
		return Command.run("docker", "image", "inspect", image).exitCode() == 0;
	}

	Command execute(String... command) {
		return Command
			.run(Stream.concat(Stream.of("docker", "exec", this.id), Stream.of(command)).toArray(String[]::new));
	}

	/// What a command line of bash writes that succeeds.
	String bash(String line) {
		Command command = execute("bash", "-c", line);
		if (command.exitCode() != 0) {
			throw new AssertionError(line + ": " + command.output());
		}
		return command.output().strip();
	}

	String address() {
		return successful("docker", "inspect", "--format", "{{.NetworkSettings.IPAddress}}", this.id).output().strip();
	}

	@Override
	public void close() {
		successful("docker", "rm", "--force", "--volumes", this.id);
	}

	private static Command successful(String... command) {
		Command run = Command.run(command);
		if (run.exitCode() != 0) {
			throw new AssertionError(String.join(" ", command) + ": " + run.output());
		}
		return run;
	}

}
