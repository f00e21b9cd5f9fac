package dev.visitorboard.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;

import org.springframework.util.FileSystemUtils;

/// A program that is run to its end, with what it said: standard output and error output in one, as a terminal has them.
///
/// @param exitCode how it ended
/// @param output all that it wrote
public record Command(int exitCode, String output) {

	/// Programs that belong to an administrator are not on everybody's search path.
	private static final List<String> BESIDES_PATH = List.of("/usr/sbin", "/usr/local/sbin", "/sbin",
			"/opt/homebrew/bin");

	/// Runs it here, in this process's environment.
	public static Command run(String... command) {
		return run(Map.of(), command);
	}

	/// Runs it with these variables besides this process's, from an empty standard input.
	public static Command run(Map<String, String> environment, String... command) {
		return run(environment, "", command);
	}

	/// Runs it here with this standard input.
	public static Command feed(String input, String... command) {
		return run(Map.of(), input, command);
	}

	private static Command run(Map<String, String> environment, String input, String[] command) {
		try {
			Path folder = Files.createTempDirectory("command");
			try {
				Path standardInput = Files.writeString(folder.resolve("in"), input);
				return run(environment, standardInput, folder.resolve("out"), command);
			}
			finally {
				FileSystemUtils.deleteRecursively(folder);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Command run(Map<String, String> environment, Path from, Path to, String[] command)
			throws IOException, InterruptedException {
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectInput(from.toFile())
			.redirectOutput(to.toFile());
		builder.environment().putAll(new HashMap<>(environment));
		Process process = builder.start();
		boolean ended = process.waitFor(Patience.LONGEST.toSeconds(), TimeUnit.SECONDS);
		String output = Files.readString(to, StandardCharsets.UTF_8);
		if (!ended) {
			process.descendants().forEach(ProcessHandle::destroyForcibly);
			process.destroyForcibly();
			throw new AssertionError("%s is still running:%n%s".formatted(String.join(" ", command), output));
		}
		return new Command(process.exitValue(), output);
	}

	/// Where the first of these programs lies that is installed.
	public static Optional<Path> find(String... names) {
		List<String> path = List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1));
		return Stream.of(names)
			.flatMap((name) -> Stream.concat(path.stream(), BESIDES_PATH.stream())
				.map((folder) -> Path.of(folder, name)))
			.filter(Files::isExecutable)
			.findFirst();
	}

	/// Skips the test, and says so, where one of these programs is not installed.
	/// @param what the test that needs all of them
	public static void require(Class<?> what, String... programs) {
		for (String program : programs) {
			require(find(program).isPresent(), what, program + " is not installed");
		}
	}

	/// Skips the test, and says so, where what it needs is not there.
	/// @param why what is missing
	public static void require(boolean there, Class<?> what, String why) {
		if (!there) {
			System.out.printf("Skipped %s: %s%n", what.getSimpleName(), why);
		}
		Assumptions.assumeTrue(there, why);
	}

	public List<String> lines() {
		return this.output.lines().toList();
	}

}
