package dev.visitorboard.rehearsal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/// In the part of the Application Load Balancer: it spreads requests round robin over the targets that its health
/// checks found good, and never sends one twice.
public final class LoadBalancer implements AutoCloseable {

	private static final String HEALTH = "/actuator/health/readiness";

	private final List<Target> targets = new CopyOnWriteArrayList<>();

	private final ScheduledExecutorService checks = Executors.newScheduledThreadPool(1,
			Thread.ofPlatform().name("health-checks").daemon().factory());

	private final HttpClient checker = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final Duration patience;

	private final Server server;

	private LoadBalancer(int port, Duration patience) {
		this.patience = patience;
		this.server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
		this.server.setHandler(new Forwarding(this.targets));
	}

	/// Starts on a port of the loopback address; 0 is any that is free.
	/// @param patience how long a check waits for its answer
	/// @throws IOException when the port is taken
	public static LoadBalancer start(int port, Duration checkEvery, Duration patience) throws IOException {
		LoadBalancer balancer = new LoadBalancer(port, patience);
		try {
			balancer.server.start();
		}
		catch (IOException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException("The load balancer did not start", ex);
		}
		var _ = balancer.checks.scheduleAtFixedRate(balancer::check, 0, checkEvery.toMillis(), TimeUnit.MILLISECONDS);
		return balancer;
	}

	public URI uri() {
		return URI.create("http://localhost:" + ((ServerConnector) this.server.getConnectors()[0]).getLocalPort());
	}

	/// Sends it requests as soon as a check finds it good.
	public Target register(URI instance) {
		Target target = new Target(instance);
		this.targets.add(target);
		return target;
	}

	/// Sends a target no more requests, and waits for those that are under way.
	/// @param delay how long at most
	void deregister(Target target, Duration delay) throws InterruptedException {
		target.drain();
		long end = System.nanoTime() + delay.toNanos();
		while (!target.isIdle() && System.nanoTime() - end < 0) {
			TimeUnit.MILLISECONDS.sleep(50);
		}
		this.targets.remove(target);
	}

	private void check() {
		HttpRequest.Builder request = HttpRequest.newBuilder().timeout(this.patience);
		for (Target target : this.targets) {
			var _ = this.checker.sendAsync(request.uri(target.uri().resolve(HEALTH)).build(), BodyHandlers.discarding())
				.handle((answer, failure) -> failure == null && answer.statusCode() == 200)
				.thenAccept(target::checked);
		}
	}

	@Override
	public void close() {
		this.checks.shutdownNow();
		this.checker.shutdownNow();
		try {
			this.server.stop();
		}
		catch (Exception ex) {
			throw new IllegalStateException("The load balancer did not stop", ex);
		}
	}

}
