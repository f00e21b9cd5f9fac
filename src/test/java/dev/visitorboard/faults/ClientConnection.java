package dev.visitorboard.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Optional;

/// A connection of the client, whose requests come one after the other.
final class ClientConnection {

	private final FaultProxy proxy;

	private final Socket socket;

	private final Upstream upstream;

	ClientConnection(FaultProxy proxy, Socket socket, Upstream upstream) {
		this.proxy = proxy;
		this.socket = socket;
		this.upstream = upstream;
	}

	/// Serves until one side or a fault ends it.
	void serve() {
		try (this.socket; this.upstream) {
			this.socket.setTcpNoDelay(true);
			HttpReader requests = new HttpReader(this.socket.getInputStream());
			HttpMessage request = requests.next();
			while (request != null && serve(request)) {
				request = requests.next();
			}
		}
		catch (IOException | InterruptedException _) {
			// One side hung up, or the proxy is being closed: so does this.
		}
		finally {
			this.proxy.ended(this.socket);
		}
	}

	/// @return whether the connection goes on
	private boolean serve(HttpMessage request) throws IOException, InterruptedException {
		Fault fault = this.proxy.decide(request, this.socket);
		Optional<HttpMessage> answer;
		try {
			answer = deliver(request, fault);
		}
		finally {
			// Before the client knows: one that has its answers finds everything settled.
			this.proxy.settle();
		}
		if (answer.isPresent()) {
			answer.get().writeTo(this.socket.getOutputStream());
			return !answer.get().isLast();
		}
		if (fault.fate() == Fate.SWALLOWED) {
			// Returns when the client hangs up, throws when the proxy heals.
			this.socket.getInputStream().transferTo(OutputStream.nullOutputStream());
		}
		return false;
	}

	private Optional<HttpMessage> deliver(HttpMessage request, Fault fault) throws IOException, InterruptedException {
		if (fault.delay().isPositive()) {
			Thread.sleep(fault.delay());
		}
		Optional<HttpMessage> answer = switch (fault.fate()) {
			case PASSED -> Optional.of(this.upstream.exchange(request));
			case RESPONSE_LOST -> {
				this.upstream.exchange(request);
				yield Optional.empty();
			}
			case REQUEST_LOST, SWALLOWED -> Optional.empty();
			case FAILED -> Optional.of(FabricatedAnswers.INTERNAL_SERVER_ERROR);
			case THROTTLED -> Optional.of(FabricatedAnswers.THROTTLED);
		};
		fault.again().ifPresent((pause) -> this.proxy.deliverAgain(request, pause));
		return answer;
	}

}
