package dev.visitorboard.rehearsal;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.proxy.ProxyHandler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// Passes each request on to the next healthy target, with the headers that an Application Load Balancer adds.
final class Forwarding extends ProxyHandler {

	/// The load balancer's; the board keeps its connections for longer.
	private static final Duration IDLE = Duration.ofSeconds(60);

	private static final int CONNECTIONS = 1_000;

	private static final String TARGET = Target.class.getName();

	private final List<Target> targets;

	private final AtomicInteger turn = new AtomicInteger();

	Forwarding(List<Target> targets) {
		this.targets = targets;
	}

	@Override
	public boolean handle(Request request, Response response, Callback callback) {
		Target target = next();
		// Only health checks are for the actuator, and those do not come this way.
		if (request.getHttpURI().getCanonicalPath().startsWith("/actuator")) {
			Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
			return true;
		}
		if (target == null) {
			Response.writeError(request, response, callback, HttpStatus.SERVICE_UNAVAILABLE_503);
			return true;
		}
		request.setAttribute(TARGET, target);
		target.begun();
		return super.handle(request, response, Callback.from(callback, target::ended));
	}

	private @Nullable Target next() {
		List<Target> healthy = this.targets.stream()
			.filter((target) -> target.state() == Target.State.HEALTHY)
			.toList();
		return healthy.isEmpty() ? null : healthy.get(Math.floorMod(this.turn.getAndIncrement(), healthy.size()));
	}

	@Override
	protected HttpURI rewriteHttpURI(Request request) {
		Target target = (Target) request.getAttribute(TARGET);
		return HttpURI.build(request.getHttpURI())
			.scheme("http")
			.authority(target.uri().getHost(), target.uri().getPort())
			.asImmutable();
	}

	@Override
	protected void addProxyHeaders(Request request, org.eclipse.jetty.client.Request forwarded) {
		String client = Request.getRemoteAddr(request);
		String before = String.join(", ", request.getHeaders().getValuesList(HttpHeader.X_FORWARDED_FOR));
		forwarded.headers(
				(headers) -> headers.put(HttpHeader.X_FORWARDED_FOR, before.isEmpty() ? client : before + ", " + client)
					.put(HttpHeader.X_FORWARDED_PROTO, "http")
					.put(HttpHeader.X_FORWARDED_PORT, Integer.toString(Request.getLocalPort(request))));
	}

	@Override
	protected void configureHttpClient(HttpClient client) {
		super.configureHttpClient(client);
		client.setIdleTimeout(IDLE.toMillis());
		client.setMaxConnectionsPerDestination(CONNECTIONS);
		client.setUserAgentField(null);
	}

}
