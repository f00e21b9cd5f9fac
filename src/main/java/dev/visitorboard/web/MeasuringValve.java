package dev.visitorboard.web;

import java.io.IOException;
import java.time.Duration;

import dev.visitorboard.lifecycle.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.http.Outcome;
import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/// Measures each request once it is read whole, under the framework's name for it. The framework's own filter costs
/// more than many an answer, and does not meet those that are given before it.
final class MeasuringValve extends ValveBase {

	private final MeterRegistry registry;

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
			int status = response.getStatus();
			this.registry
				.timer("http.server.requests", "uri", Route.of(request), "status", Integer.toString(status), "outcome",
						Outcome.forStatus(status).name())
				.record(Duration.ofNanos(this.ticker.nanos() - begun));
		}
	}

}
