package dev.visitorboard.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.stream.IntStream;

import dev.visitorboard.local.SharedLocalDynamoDb.CannotRunException;

import org.springframework.boot.ApplicationArguments;

/// The port of the page.
final class WebPort {

	private static final String FIRST = "8080";

	private static final int PORTS_TRIED = 100;

	private WebPort() {
	}

	/// The port that `--server.port` names and no other; without it, the first free one
	/// from `PORT` on.
	/// @param folder the data's, where boards tell each other which ports they are
	/// about to take
	static int choose(ApplicationArguments arguments, Path folder) {
		if (arguments.containsOption("server.port")) {
			int port = number("--server.port", LocalBoard.option(arguments, "server.port", FIRST));
			if (!isFree(port)) {
				throw new CannotRunException(
						"Port %d is in use by something else: name another with --server.port, or none".formatted(port),
						null);
			}
			return port;
		}
		int first = number("PORT", System.getenv().getOrDefault("PORT", FIRST));
		int last = Math.min(first + PORTS_TRIED - 1, 65535);
		return IntStream.rangeClosed(first, last)
			.filter((port) -> isFree(port) && isClaimed(port, folder))
			.findFirst()
			.orElseThrow(() -> new CannotRunException(
					"All ports from %d to %d are in use: set PORT to a free one".formatted(first, last), null));
	}

	static int number(String name, String value) {
		try {
			int number = Integer.parseInt(value);
			if (number >= 1 && number <= 65535) {
				return number;
			}
		}
		catch (NumberFormatException _) {
			// Refused below, with the numbers out of range.
		}
		throw new CannotRunException("%s must be a port from 1 to 65535, not %s".formatted(name, value), null);
	}

	private static boolean isFree(int port) {
		try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
			return true;
		}
		catch (IOException _) {
			return false;
		}
	}

	/// Seconds pass until the web server binds the port; two boards started together
	/// would find the same one free.
	private static boolean isClaimed(int port, Path folder) {
		try {
			return ProcessLock.take(folder.resolve("web-" + port));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
