package dev.visitorboard.web;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

import dev.visitorboard.lifecycle.Ticker;
import dev.visitorboard.web.RequestSlots.Slot;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.server.PathContainer;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/// Answers 503 at once when too many requests are under way, so that the others are served in time. Probes always pass: an
/// instance under load is not to be replaced.
class LoadSheddingFilter extends OncePerRequestFilter {

	private static final List<PathPattern> PROBES = List.of(
			PathPatternParser.defaultInstance.parse("/actuator/health/**"),
			PathPatternParser.defaultInstance.parse("/health"));

	private final RequestSlots slots;

	private final RequestMeter meter;

	private final ErrorAnswers answers;

	private final Ticker ticker;

	private final Counter shed;

	LoadSheddingFilter(RequestSlots slots, RequestMeter meter, ErrorAnswers answers, Ticker ticker,
			MeterRegistry registry) {
		this.slots = slots;
		this.meter = meter;
		this.answers = answers;
		this.ticker = ticker;
		this.shed = Counter.builder("web.requests.shed")
			.description("Requests answered 503 because too many were under way")
			.register(registry);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		try {
			if (isProbe(request)) {
				chain.doFilter(request, response);
			}
			else {
				serve(request, response, chain);
			}
		}
		finally {
			Route.keep(request);
		}
	}

	private static boolean isProbe(HttpServletRequest request) {
		PathContainer path = ServletRequestPathUtils.parse(request).pathWithinApplication();
		return PROBES.stream().anyMatch((probe) -> probe.matches(path));
	}

	private void serve(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Optional<Slot> taken = this.slots.take();
		if (taken.isEmpty()) {
			refuse(request, response);
			return;
		}
		long begun = this.ticker.nanos();
		try (Slot slot = taken.get()) {
			chain.doFilter(request, new Answer(response, slot));
		}
		finally {
			this.meter.served(this.ticker.nanos() - begun);
		}
	}

	/// Without Spring MVC, which would cost more than many an answer.
	private void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
		this.shed.increment();
		response.setHeader(HttpHeaders.RETRY_AFTER, "1");
		this.answers.write(ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE,
				"Too many requests are under way here. Try again in a moment."), request, response);
	}

	/// Tells when the work ends and the sending begins.
	private static final class Answer extends HttpServletResponseWrapper {

		private final Slot slot;

		Answer(HttpServletResponse response, Slot slot) {
			super(response);
			this.slot = slot;
		}

		@Override
		public ServletOutputStream getOutputStream() throws IOException {
			this.slot.answer();
			return super.getOutputStream();
		}

		@Override
		public PrintWriter getWriter() throws IOException {
			this.slot.answer();
			return super.getWriter();
		}

	}

}
