package dev.visitorboard.web;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.visitorboard.lifecycle.Ticker;
import dev.visitorboard.web.RequestSlots.Slot;
import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.servlet.LocaleResolver;

/// Answers with a kept page before Spring MVC, whose way costs several times what the page does. Whatever is not plainly a
/// browser's read of such a page goes on to MVC, whose handler has the same answer.
final class KeptPageValve extends ValveBase {

	private final Supplier<Map<String, KeptPage>> pages;

	private final LocaleResolver locales;

	private final RequestSlots slots;

	private final RequestMeter meter;

	private final Ticker ticker;

	KeptPageValve(ObjectProvider<KeptPage> pages, LocaleResolver locales, RequestSlots slots, RequestMeter meter,
			Ticker ticker) {
		super(true);
		// The server is made before the controllers are.
		this.pages = SingletonSupplier
			.of(() -> pages.stream().collect(Collectors.toMap(KeptPage::path, Function.identity())));
		this.locales = locales;
		this.slots = slots;
		this.meter = meter;
		this.ticker = ticker;
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		KeptPage page = asksForAPage(request) ? this.pages.get().get(request.getRequestURI()) : null;
		if (page == null || !answer(page, request, response)) {
			getNext().invoke(request, response);
		}
	}

	/// A browser names HTML first and without a quality, so nothing is to be weighed.
	private static boolean asksForAPage(Request request) {
		String method = request.getMethod();
		String accept = Objects.requireNonNullElse(request.getHeader(HttpHeaders.ACCEPT), "");
		return (method.equals("GET") || method.equals("HEAD")) && request.getQueryString() == null
				&& (accept.startsWith("text/html,") || accept.equals("text/html"));
	}

	private boolean answer(KeptPage page, Request request, Response response) throws IOException {
		Optional<Slot> taken = this.slots.take();
		if (taken.isEmpty()) {
			return false;
		}
		long begun = this.ticker.nanos();
		try (Slot slot = taken.get()) {
			ResponseEntity<byte[]> answer = read(page, request, response);
			if (answer == null) {
				return false;
			}
			slot.answer();
			Route.set(request, page.path());
			write(answer, response);
			this.meter.served(this.ticker.nanos() - begun);
			return true;
		}
	}

	private @Nullable ResponseEntity<byte[]> read(KeptPage page, Request request, Response response) {
		try {
			return page.answer(new ServletWebRequest(request, response), this.locales.resolveLocale(request));
		}
		catch (RuntimeException _) {
			return null;
		}
	}

	private static void write(ResponseEntity<byte[]> answer, Response response) throws IOException {
		response.setStatus(answer.getStatusCode().value());
		answer.getHeaders().forEach((name, values) -> {
			response.setHeader(name, values.getFirst());
			values.stream().skip(1).forEach((value) -> response.addHeader(name, value));
		});
		byte[] body = answer.getBody();
		if (body != null) {
			response.setContentLength(body.length);
			response.getOutputStream().write(body);
		}
	}

}
