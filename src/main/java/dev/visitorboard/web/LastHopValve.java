package dev.visitorboard.web;

import java.io.IOException;
import java.util.Collections;
import java.util.List;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/// Leaves of `X-Forwarded-For` what the load balancer appended. Tomcat's own valve, which comes after this one, would
/// take a private address there for one more proxy and believe what stands before it, which anyone can write.
final class LastHopValve extends ValveBase {

	private static final String FORWARDED_FOR = "X-Forwarded-For";

	LastHopValve() {
		super(true);
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		List<String> lines = Collections.list(request.getHeaders(FORWARDED_FOR));
		if (!lines.isEmpty()) {
			String last = lines.getLast();
			request.getCoyoteRequest()
				.getMimeHeaders()
				.setValue(FORWARDED_FOR)
				.setString(last.substring(last.lastIndexOf(',') + 1).strip());
		}
		getNext().invoke(request, response);
	}

}
