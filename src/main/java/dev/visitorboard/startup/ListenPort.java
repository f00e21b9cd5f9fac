package dev.visitorboard.startup;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.Optional;

import org.springframework.core.env.PropertyResolver;

/// The port that the web server is going to listen on.
final class ListenPort {

	/// Any that is free.
	public static final int ANY = 0;

	private static final int NONE = -1;

	private static final int HIGHEST = 65535;

	private ListenPort() {
	}

	public static int of(PropertyResolver settings) {
		return settings.getProperty("server.port", Integer.class, 8080);
	}

	/// Why the setting is no port.
	/// @return empty when it is one
	public static Optional<String> misread(PropertyResolver settings) {
		try {
			int port = of(settings);
			if (port >= NONE && port <= HIGHEST) {
				return Optional.empty();
			}
		}
		catch (IllegalArgumentException | org.springframework.core.convert.ConversionException _) {
			// Not even a number: refused below.
		}
		return Optional.of("PORT must be a whole number from 0 to 65535.");
	}

	/// Opens the port for a moment, as the web server will.
	/// @return why it cannot be opened, with the fix
	public static Optional<String> unavailable(PropertyResolver settings) {
		int port = of(settings);
		String address = settings.getProperty("server.address", "");
		if (port == NONE || port == ANY) {
			return Optional.empty();
		}
		try (ServerSocket socket = new ServerSocket()) {
			socket.bind(new InetSocketAddress(address(address), port));
			return Optional.empty();
		}
		catch (UnknownHostException _) {
			return Optional.of("server.address names no address of this machine.");
		}
		catch (IOException ex) {
			return Optional.of(refused(port, String.valueOf(ex.getMessage())));
		}
	}

	private static InetAddress address(String address) throws UnknownHostException {
		return address.isBlank() ? new InetSocketAddress(0).getAddress() : InetAddress.getByName(address);
	}

	private static String refused(int port, String reason) {
		return reason.contains("Permission denied")
				? "Port %d may not be opened by this user: set PORT to one above 1023.".formatted(port) : taken(port);
	}

	static String taken(int port) {
		return "Port %d is in use: set PORT to a free one, or stop what listens there.".formatted(port);
	}

}
