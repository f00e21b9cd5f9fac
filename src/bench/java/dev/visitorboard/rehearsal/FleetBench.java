package dev.visitorboard.rehearsal;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.visitorboard.testing.RunningBoard;
import dev.visitorboard.testing.HaProxy;
import dev.visitorboard.testing.KeptConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Three instances under 500 requests a second, with the load balancer's checks and the drain of production, and
/// connections that lie idle for as long as the load balancer lets them: `mvn verify -Pbench -Dit.test=FleetBench`.
/// Prints the tables of `src/docs/reliability.md`.
class FleetBench {

	private static final int RATE = 500;

	private static final Duration RUN = Duration.ofSeconds(60);

	private static final Duration WARM_UP = Duration.ofSeconds(30);

	private static final Duration CHECK_EVERY = Duration.ofSeconds(5);

	private static final Duration DRAIN = Duration.ofSeconds(15);

	private static final Duration IDLE = Duration.ofSeconds(60);

	private static final int CONNECTIONS = 50;

	private static final int ROUNDS = 5;

	private List<InstanceProcess> instances = List.of();

	@AfterEach
	void stop() {
		this.instances.forEach(InstanceProcess::kill);
	}

	private List<URI> uris() {
		return this.instances.stream().map(InstanceProcess::uri).toList();
	}

	@Test
	void oneOfThreeLeaves() throws Exception {
		System.out.printf("%n| 1 of 3 | requests | failed | last failure after | a third of what was sent until then |%n");
		System.out.printf("|---|---|---|---|---|%n");
		run("SIGTERM", InstanceProcess::stop);
		run("kill -9", InstanceProcess::kill);
	}

	private void run(String how, Leaving leaving) throws Exception {
		this.instances = FleetIT.launch(3, RunningBoard.newTable(), DRAIN, Map.of());
		try (HaProxy balancer = HaProxy.inFrontOf(FleetBench.class, CHECK_EVERY, uris())) {
			// Until the checks have found all of them.
			Thread.sleep(CHECK_EVERY.multipliedBy(3));
			try (LoadGenerator warmUp = LoadGenerator.atRate(RATE, balancer.uri())) {
				Thread.sleep(WARM_UP);
				warmUp.stop();
			}
			try (LoadGenerator load = LoadGenerator.atRate(RATE, balancer.uri())) {
				Thread.sleep(RUN.dividedBy(3));
				long ended = System.nanoTime();
				Thread left = Thread.ofVirtual().start(() -> {
					try {
						leaving.of(this.instances.getFirst());
					}
					catch (InterruptedException _) {
						Thread.currentThread().interrupt();
					}
				});
				Thread.sleep(RUN.dividedBy(3).multipliedBy(2));
				left.join();
				List<LoadGenerator.Outcome> outcomes = load.stop();
				Detection detection = Detection.of(outcomes, ended);
				System.out.printf(Locale.ROOT, "| %s | %,d | %,d | %.1f s | %,d |%n", how, outcomes.size(),
						detection.failed(), detection.time().toMillis() / 1e3, detection.sent() / 3);
			}
		}
	}

	@Test
	void idleConnections() throws Exception {
		System.out.printf("%n| connections idle for 60 s | requests | 200 | other | found closed |%n|---|---|---|---|---|%n");
		this.instances = FleetIT.launch(1, RunningBoard.newTable(), Duration.ZERO, Map.of());
		try (HaProxy balancer = HaProxy.inFrontOf(FleetBench.class, CHECK_EVERY, uris())) {
			Thread.sleep(CHECK_EVERY.multipliedBy(2));
			Idle directly = new Idle(uris().getFirst());
			Idle through = new Idle(balancer.uri());
			for (int round = 0; round <= ROUNDS; round++) {
				directly.use();
				through.use();
				if (round < ROUNDS) {
					Thread.sleep(IDLE);
				}
			}
			directly.print("directly");
			through.print("through HAProxy");
		}
	}

	private interface Leaving {

		void of(InstanceProcess instance) throws InterruptedException;

	}

	private static final class Idle {

		private final List<KeptConnection> connections = new ArrayList<>();

		private int requests;

		private int good;

		private int closed;

		Idle(URI server) throws IOException {
			for (int i = 0; i < CONNECTIONS; i++) {
				this.connections.add(new KeptConnection(server));
			}
		}

		/// Writes, since a load balancer does not send those again.
		void use() {
			for (KeptConnection connection : this.connections) {
				this.requests++;
				try {
					int status = connection.exchange("POST /count HTTP/1.1\r\nHost: board\r\nContent-Length: 0\r\n\r\n");
					this.good += (status == 200) ? 1 : 0;
				}
				catch (IOException _) {
					this.closed++;
				}
			}
		}

		void print(String way) {
			System.out.printf("| %s | %d | %d | %d | %d |%n", way, this.requests, this.good,
					this.requests - this.good - this.closed, this.closed);
			this.connections.forEach(KeptConnection::close);
		}

	}

}
