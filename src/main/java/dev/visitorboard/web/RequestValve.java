package dev.visitorboard.web;

import java.io.IOException;
import java.time.Instant;
import java.util.Objects;

import dev.visitorboard.http.LoggedRequest;
import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.slf4j.MDC;

import org.springframework.http.HttpHeaders;

/// Gives each request an id, sets the headers of its answer, and has it logged. It is a valve of
/// Tomcat's and no filter, since Tomcat logs and answers around the filters, and refuses some requests before any filter.
final class RequestValve extends ValveBase implements org.apache.catalina.AccessLog {

	private final ResponseHeaders headers;

	private final AccessLog log;

	RequestValve(ResponseHeaders headers, AccessLog log) {
		super(true);
		this.headers = headers;
		this.log = log;
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		String id = RequestId.assign(request, request.getHeader("X-Amzn-Trace-Id"));
		response.setHeader("X-Request-Id", id);
		this.headers.add(request, response);
		MediaTypeHeaders.dropUnreadable(request);
		// Every answer is whole: ours are small, and the framework's ranges of a file may
		// fail (RFC 9110, section 14.2).
		request.getCoyoteRequest().getMimeHeaders().removeHeader(HttpHeaders.RANGE);
		try (MDC.MDCCloseable _ = MDC.putCloseable(RequestId.LOG_KEY, id)) {
			getNext().invoke(request, response);
		}
	}

	@Override
	public void log(Request request, Response response, long nanos) {
		this.log.add(new AccessLine(Instant.now(), RequestId.of(request), LoggedRequest.method(request.getMethod()),
				Route.of(request), response.getStatus(), bytes(request, response), nanos, clientAddress(request),
				LoggedRequest.userAgent(request.getHeader("User-Agent"))));
	}

	/// Tomcat's count of what is sent lags behind a large answer.
	private static long bytes(Request request, Response response) {
		return request.getMethod().equals("HEAD") ? 0 : response.getContentWritten();
	}

	/// As the load balancer saw it. The valve that takes it from the forwarded headers
	/// has put its own back by now, and left this for us.
	private static String clientAddress(Request request) {
		return Objects.toString(request.getAttribute(REMOTE_ADDR_ATTRIBUTE), request.getRemoteAddr());
	}

	@Override
	public void setRequestAttributesEnabled(boolean enabled) {
		// They always are.
	}

	@Override
	public boolean getRequestAttributesEnabled() {
		return true;
	}

}
