package dev.visitorboard.web;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.visitorboard.testing.FreePort;

import static org.awaitility.Awaitility.await;

/// A server as in production, with all of the compiler, and with a log that nobody has to read.
record ServerProcess(Process process, URI uri) implements AutoCloseable {

	/// Starts the board that the build has made.
	static ServerProcess board(URI dynamoDb, String table, String... settings) throws IOException {
		Map<String, String> environment = new HashMap<>(Map.of("TABLE_NAME", table, "AWS_REGION", "local",
				"INSTANCE_ID", "i-1", "DRAIN_TIME", "0s", "POSTS_PER_MINUTE", "0"));
		environment.putAll(Map.of("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.toString(), "AWS_ACCESS_KEY_ID", "test",
				"AWS_SECRET_ACCESS_KEY", "test"));
		return start(environment,
				Stream.concat(Stream.of("-jar", Path.of("target", "visitor-board.jar").toString()), Stream.of(settings))
					.toList());
	}

	/// Starts a class of the tests or benchmarks, without the board's own classes and settings.
	static ServerProcess of(Class<?> main, String... arguments) throws IOException {
		String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
		String path = Stream.of(all.split(File.pathSeparator))
			.filter((entry) -> !entry.contains("visitor-board.jar") && !entry.endsWith("target" + File.separator + "classes"))
			.collect(Collectors.joining(File.pathSeparator));
		return start(Map.of(),
				Stream.concat(Stream.of("-cp", path, main.getName()), Stream.of(arguments)).toList());
	}

	private static ServerProcess start(Map<String, String> environment, List<String> command) throws IOException {
		int port = FreePort.find();
		ProcessBuilder builder = new ProcessBuilder(Stream
			.concat(Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx400m"),
					command.stream())
			.toList());
		builder.environment().putAll(environment);
		builder.environment().put("PORT", Integer.toString(port));
		Process process = builder.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		await().atMost(Duration.ofMinutes(1)).ignoreExceptions().until(() -> {
			try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
				return socket.isConnected();
			}
		});
		return new ServerProcess(process, URI.create("http://127.0.0.1:" + port + "/"));
	}

	@Override
	public void close() {
		this.process.destroyForcibly().onExit().join();
	}

}
