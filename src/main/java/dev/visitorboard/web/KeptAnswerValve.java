package dev.visitorboard.web;

import java.io.IOException;
import java.util.List;
import java.util.Map;
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

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.servlet.LocaleResolver;

/// Gives the answers that everyone gets alike before Spring MVC, whose way costs several times what they do. Whatever does
/// not plainly want one goes on to MVC, whose handler has the same answer.
final class KeptAnswerValve extends ValveBase {

	private final Supplier<Map<String, KeptResource>> resources;

	private final LocaleResolver locales;

	private final ErrorAnswers errors;

	private final RequestSlots slots;

	private final RequestMeter meter;

	private final Ticker ticker;

	KeptAnswerValve(ObjectProvider<KeptResource> resources, LocaleResolver locales, ErrorAnswers errors,
			RequestSlots slots, RequestMeter meter, Ticker ticker) {
		super(true);
		// The server is made before the controllers are.
		this.resources = SingletonSupplier
			.of(() -> resources.stream().collect(Collectors.toMap(KeptResource::path, Function.identity())));
		this.locales = locales;
		this.errors = errors;
		this.slots = slots;
		this.meter = meter;
		this.ticker = ticker;
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		boolean refused = response.getStatus() >= HttpStatus.BAD_REQUEST.value();
		KeptResource resource = (!refused && isPlainRead(request)) ? this.resources.get().get(request.getRequestURI())
				: null;
		if (resource == null || !resource.isWantedBy(request) || !answer(resource, request, response)) {
			getNext().invoke(request, response);
		}
	}

	private static boolean isPlainRead(Request request) {
		String method = request.getMethod();
		return (method.equals("GET") || method.equals("HEAD")) && request.getQueryString() == null;
	}

	/// @return false where it is left to the handler of the address
	private boolean answer(KeptResource resource, Request request, Response response) throws IOException {
		Optional<Slot> taken = this.slots.take();
		if (taken.isEmpty()) {
			return false;
		}
		long begun = this.ticker.nanos();
		try (Slot slot = taken.get()) {
			ResponseEntity<byte[]> answer = resource.answer(new ServletWebRequest(request, response),
					this.locales.resolveLocale(request));
			slot.answer();
			write(answer, response);
		}
		catch (ErrorResponseException ex) {
			ex.getHeaders().forEach((name, values) -> add(name, values, response));
			this.errors.write(ex.getBody(), request, response);
		}
		catch (RuntimeException _) {
			return false;
		}
		Route.set(request, resource.path());
		this.meter.served(this.ticker.nanos() - begun);
		return true;
	}

	private static void write(ResponseEntity<byte[]> answer, Response response) throws IOException {
		response.setStatus(answer.getStatusCode().value());
		answer.getHeaders().forEach((name, values) -> add(name, values, response));
		byte[] body = answer.getBody();
		if (body != null) {
			response.setContentLength(body.length);
			response.getOutputStream().write(body);
		}
	}

	private static void add(String name, List<String> values, Response response) {
		response.setHeader(name, values.getFirst());
		for (String more : values.subList(1, values.size())) {
			response.addHeader(name, more);
		}
	}

}
