package dev.visitorboard.web;

import dev.visitorboard.http.CommonHeaders;
import dev.visitorboard.instance.Instance;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/// Headers of every response: the [CommonHeaders], which instance served it, and that a connection ends while this
/// instance leaves.
@Component
class ResponseHeaders {

	private final Instance instance;

	private final Drain drain;

	ResponseHeaders(Instance instance, Drain drain) {
		this.instance = instance;
		this.drain = drain;
	}

	void add(HttpServletRequest request, HttpServletResponse response) {
		response.setHeader("X-Served-By", this.instance.id());
		CommonHeaders.of(request.isSecure()).forEach(response::setHeader);
		if (this.drain.isDraining()) {
			response.setHeader(HttpHeaders.CONNECTION, "close");
		}
	}

}
