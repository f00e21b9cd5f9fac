package dev.visitorboard.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

/// A Java program that a test starts as a process of its own, with what it writes. It knows no environment but the one
/// it is given, so that no test depends on the machine's.
public final class JavaProcess implements AutoCloseable {

	/// What the JVM answers to SIGTERM after everything has stopped, and to nothing else.
	public static final int TERMINATED = 143;

	/// Variables of a board for which a busy build machine is no outage.
	public static final Map<String, String> UNHURRIED = Map.of("BOARD_DYNAMODB_ATTEMPTTIMEOUT", "10s",
			"BOARD_DYNAMODB_CALLTIMEOUT", "20s", "BOARD_COUNTER_DEADLINE", "20s");

	private final Process process;

	private final Queue<String> out = new ConcurrentLinkedQueue<>();

	private final Queue<String> err = new ConcurrentLinkedQueue<>();

	private final List<Thread> readers;

	private JavaProcess(Process process) {
		this.process = process;
		this.readers = List.of(read(process.getInputStream(), this.out), read(process.getErrorStream(), this.err));
	}

	/// Starts `java` of the running version with these arguments.
	public static JavaProcess start(Map<String, String> environment, String... arguments) {
		List<String> command = new ArrayList<>();
		// Little memory and little compiling: several of them share a build machine.
		command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
				"-XX:TieredStopAtLevel=1"));
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command);
		builder.environment().clear();
		builder.environment().putAll(environment);
		try {
			return new JavaProcess(builder.start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/// Starts what the build has made, with these arguments of its own.
	public static JavaProcess ofProductionJar(Map<String, String> environment, String... arguments) {
		return start(environment,
				Stream.concat(UnpackedJar.arguments().stream(), Stream.of(arguments)).toArray(String[]::new));
	}

	/// What a launch template tells a board, and no more: of an instance on a table that
	/// finds a port of its own.
	public static Map<String, String> environment(String instance, String table, URI dynamoDb) {
		return new HashMap<>(Map.of("INSTANCE_ID", instance, "TABLE_NAME", table, "AWS_REGION", "eu-central-1", "PORT",
				"0", "DRAIN_TIME", "0s", "AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.toString(), "AWS_ACCESS_KEY_ID", "test",
				"AWS_SECRET_ACCESS_KEY", "test"));
	}

	/// Waits until the board in it has a port.
	public URI awaitBoard() {
		return URI.create(
				"http://127.0.0.1:" + awaitLine("Tomcat started on port").replaceFirst(".*port (\\d+).*", "$1") + "/");
	}

	/// Waits until the board in it takes requests.
	public URI awaitReadyBoard() {
		URI board = awaitBoard();
		Awaitility.await().until(() -> Http.get(board.resolve("/actuator/health/readiness")).statusCode() == 200);
		return board;
	}

	private static Thread read(InputStream stream, Queue<String> lines) {
		return Thread.ofVirtual().start(() -> {
			try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
				reader.lines().forEach(lines::add);
			}
			catch (IOException | UncheckedIOException _) {
				// The process was killed while it wrote.
			}
		});
	}

	/// Waits for the first line on standard output that holds `text`.
	public String awaitLine(String text) {
		long deadline = System.nanoTime() + Patience.LONGEST.toNanos();
		while (System.nanoTime() < deadline) {
			boolean ended = !this.process.isAlive() && this.readers.stream().noneMatch(Thread::isAlive);
			for (String line : this.out) {
				if (line.contains(text)) {
					return line;
				}
			}
			if (ended) {
				break;
			}
			pause();
		}
		throw new AssertionError("no line with \"%s\" from%n%s".formatted(text, this));
	}

	/// Waits for the end.
	/// @return the exit code
	public int awaitExit() {
		try {
			if (!this.process.waitFor(Patience.LONGEST)) {
				throw new AssertionError("still running:%n%s".formatted(this));
			}
			for (Thread reader : this.readers) {
				reader.join();
			}
			return this.process.exitValue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/// Asks it to end, as Ctrl+C and systemd do.
	/// @return the exit code
	public int terminate() {
		// Through the handle, since the process itself would close what we read from it.
		this.process.toHandle().destroy();
		return awaitExit();
	}

	/// Ends it without asking, as a power cut does.
	public void kill() {
		this.process.destroyForcibly();
		awaitExit();
	}

	public long pid() {
		return this.process.pid();
	}

	public List<String> out() {
		return List.copyOf(this.out);
	}

	public List<String> err() {
		return List.copyOf(this.err);
	}

	private static void pause() {
		try {
			TimeUnit.MILLISECONDS.sleep(20);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		if (this.process.isAlive()) {
			kill();
		}
	}

	@Override
	public String toString() {
		return String.join(System.lineSeparator(), this.out) + System.lineSeparator()
				+ String.join(System.lineSeparator(), this.err);
	}

}
