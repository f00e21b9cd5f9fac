package dev.visitorboard.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The production jar unpacked, beside a cache of what the JVM works out while it starts: tests start it some twenty
/// times, and each takes a third of the time.
public final class UnpackedJar {

	private static final Path JAR = Path.of("target", "visitor-board.jar");

	private static final Path FOLDER = Path.of("target", "unpacked");

	private static final Path CACHE = FOLDER.resolve("visitor-board.aot");

	private UnpackedJar() {
	}

	/// What `java` needs to start the board, made once for each build.
	public static synchronized List<String> arguments() {
		try {
			if (!Files.exists(CACHE)
					|| Files.getLastModifiedTime(CACHE).compareTo(Files.getLastModifiedTime(JAR)) < 0) {
				unpack();
				train();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return arguments("-XX:AOTCache=" + CACHE);
	}

	private static List<String> arguments(String cache) {
		return List.of(cache, "-jar", FOLDER.resolve(JAR.getFileName()).toString());
	}

	private static void unpack() throws IOException {
		try (JavaProcess process = JavaProcess.start(Map.of(), "-Djarmode=tools", "-jar", JAR.toString(), "extract",
				"--force", "--destination", FOLDER.toString())) {
			succeeded(process.awaitExit() == 0, process);
		}
	}

	/// Lets one instance serve a page, and remember how it got there.
	private static void train() throws IOException {
		Map<String, String> environment = JavaProcess.environment("i-1", RunningBoard.newTable(),
				RunningBoard.dynamoDbEndpoint());
		try (JavaProcess process = JavaProcess.start(environment,
				arguments("-XX:AOTCacheOutput=" + CACHE).toArray(String[]::new))) {
			Http.get(process.awaitBoard());
			process.terminate();
			succeeded(Files.exists(CACHE), process);
		}
	}

	private static void succeeded(boolean success, JavaProcess process) {
		if (!success) {
			throw new AssertionError("the production jar could not be made ready to start:%n%s".formatted(process));
		}
	}

}
