package dev.visitorboard.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import dev.visitorboard.testing.Command;
import dev.visitorboard.testing.FreePort;

import static org.awaitility.Awaitility.await;

/// An AWS account of moto_server, empty, on a free port of this machine.
final class Moto implements AutoCloseable {

	private final Process process;

	private final int port;

	private Moto(Process process, int port) {
		this.process = process;
		this.port = port;
	}

	static Moto start(Class<?> what) {
		Command.require(what, "moto_server", "aws");
		try {
			int port = FreePort.find();
			ProcessBuilder builder = new ProcessBuilder("moto_server", "-H", "127.0.0.1", "-p", Integer.toString(port))
				.redirectErrorStream(true)
				.redirectOutput(Path.of("target", "moto.log").toFile());
			builder.environment().put("MOTO_EC2_LOAD_DEFAULT_AMIS", "true");
			builder.environment().put("MOTO_IAM_LOAD_MANAGED_POLICIES", "true");
			Moto moto = new Moto(builder.start(), port);
			await().until(moto::listens);
			return moto;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	URI uri() {
		return URI.create("http://127.0.0.1:" + this.port);
	}

	private boolean listens() throws IOException {
		try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			return true;
		}
		catch (ConnectException _) {
			return false;
		}
	}

	@Override
	public void close() {
		this.process.descendants().forEach(ProcessHandle::destroy);
		this.process.destroy();
		try {
			this.process.waitFor(10, TimeUnit.SECONDS);
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
	}

}
