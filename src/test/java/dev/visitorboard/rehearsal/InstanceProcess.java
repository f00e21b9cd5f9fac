package dev.visitorboard.rehearsal;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import dev.visitorboard.testing.FreePort;

/// An instance: a process with the board in it, in a zone, with its log in a file.
final class InstanceProcess {

	private static final Path LOGS = Path.of("target", "rehearsal");

	private static final int LONGEST_STOP_SECONDS = 60;

	private final String id;

	private final String zone;

	private final URI uri;

	private final Process process;

	private InstanceProcess(String id, String zone, URI uri, Process process) {
		this.id = id;
		this.zone = zone;
		this.uri = uri;
		this.process = process;
	}

	/// Starts one.
	/// @param program what `java` needs to start the board
	/// @param environment what its template says of all of them
	static InstanceProcess launch(String zone, List<String> program, Map<String, String> environment)
			throws IOException {
		byte[] random = new byte[9];
		ThreadLocalRandom.current().nextBytes(random);
		String id = "i-" + HexFormat.of().formatHex(random).substring(0, 17);
		int port = FreePort.find();
		Files.createDirectories(LOGS);
		List<String> command = new ArrayList<>();
		// Little memory and little compiling: several of them share a laptop.
		command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
				"-XX:TieredStopAtLevel=1"));
		command.addAll(program);
		command.add("--server.address=127.0.0.1");
		ProcessBuilder builder = new ProcessBuilder(command);
		builder.environment().clear();
		builder.environment().putAll(environment);
		builder.environment()
			.putAll(Map.of("INSTANCE_ID", id, "AVAILABILITY_ZONE", zone, "PORT", Integer.toString(port)));
		Process process = builder.redirectErrorStream(true).redirectOutput(LOGS.resolve(id + ".log").toFile()).start();
		return new InstanceProcess(id, zone, URI.create("http://127.0.0.1:" + port), process);
	}

	String id() {
		return this.id;
	}

	String zone() {
		return this.zone;
	}

	URI uri() {
		return this.uri;
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	long pid() {
		return this.process.pid();
	}

	/// Asks it to end, as systemd does, and in the end does not ask.
	/// @return the exit code
	int stop() throws InterruptedException {
		this.process.destroy();
		if (!this.process.waitFor(LONGEST_STOP_SECONDS, TimeUnit.SECONDS)) {
			this.process.destroyForcibly();
		}
		return this.process.waitFor();
	}

	/// What it ended with, once it has.
	int exitCode() {
		return this.process.exitValue();
	}

	void kill() {
		this.process.destroyForcibly();
	}

}
