package dev.visitorboard.web;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import dev.visitorboard.lifecycle.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.http.Outcome;
import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/// Measures each request once it is read whole, under the framework's name for it. The framework's own filter costs
/// more than many an answer, and does not meet those that are given before it.
final class MeasuringValve extends ValveBase {

	private final MeterRegistry registry;

	/// The registry finds a timer too, and takes longer than many an answer.
	private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();

	private final Ticker ticker;

	MeasuringValve(MeterRegistry registry, Ticker ticker) {
		super(true);
		this.registry = registry;
		this.ticker = ticker;
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		long begun = this.ticker.nanos();
		try {
			getNext().invoke(request, response);
		}
		finally {
			this.timers.computeIfAbsent(new Kind(Route.of(request), response.getStatus()), this::timer)
				.record(this.ticker.nanos() - begun, TimeUnit.NANOSECONDS);
		}
	}

	private Timer timer(Kind kind) {
		return this.registry.timer("http.server.requests", "uri", kind.route(), "status",
				Integer.toString(kind.status()), "outcome", Outcome.forStatus(kind.status()).name());
	}

	private record Kind(String route, int status) {
	}

}
