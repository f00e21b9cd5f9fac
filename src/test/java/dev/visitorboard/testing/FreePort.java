package dev.visitorboard.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/// A port of this machine for a program that has to be told where to listen, and takes seconds to begin. Systems give
/// ports from 32768 on to whoever takes any, so that one could be gone by then; nobody gets one from below by chance.
public final class FreePort {

	private static final Set<Integer> FOUND = ConcurrentHashMap.newKeySet();

	private FreePort() {
	}

	/// Another one each time.
	public static int find() {
		while (true) {
			int port = ThreadLocalRandom.current().nextInt(15_000, 32_000);
			if (isFree(port) && FOUND.add(port)) {
				return port;
			}
		}
	}

	private static boolean isFree(int port) {
		try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
			return true;
		}
		catch (IOException _) {
			return false;
		}
	}

}
