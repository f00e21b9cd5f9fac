package dev.visitorboard.startup;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;

import org.springframework.core.convert.ConversionException;
import org.springframework.core.env.PropertyResolver;

/// The port that the web server is going to listen on; 0 is any that is free, -1 none.
final class ListenPort {

	private static final int HIGHEST = 65535;

	private ListenPort() {
	}

	static int of(PropertyResolver settings) {
		return settings.getProperty("server.port", Integer.class, 8080);
	}

	/// Why the setting is no port; empty when it is one.
	static Optional<String> misread(PropertyResolver settings) {
		try {
			if (of(settings) >= -1 && of(settings) <= HIGHEST) {
				return Optional.empty();
			}
		}
		catch (IllegalArgumentException | ConversionException _) {
			// Not even a number.
		}
		return Optional.of("PORT must be a whole number from 0 to 65535.");
	}

	/// Opens the port for a moment, as the web server will.
	/// @return why it cannot be opened, with the fix
	static Optional<String> unavailable(PropertyResolver settings) {
		int port = of(settings);
		String address = settings.getProperty("server.address", "");
		if (port <= 0) {
			return Optional.empty();
		}
		try (ServerSocket socket = new ServerSocket()) {
			socket.bind(address.isBlank() ? new InetSocketAddress(port) : new InetSocketAddress(address, port));
			return Optional.empty();
		}
		catch (IOException ex) {
			return Optional.of(refusal(port, String.valueOf(ex.getMessage())));
		}
	}

	private static String refusal(int port, String reason) {
		if (reason.contains("Permission denied")) {
			return "Port %d may not be opened by this user: set PORT to one above 1023.".formatted(port);
		}
		return reason.contains("in use")
				? "Port %d is in use: set PORT to a free one, or stop what listens there.".formatted(port)
				: "server.address names no address of this machine.";
	}

}
