package dev.visitorboard.web;

import java.io.IOException;
import java.util.Objects;

import jakarta.servlet.ServletException;
import org.apache.catalina.AccessLog;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import org.springframework.http.HttpHeaders;

/// Gives each request an id, sets the headers of its answer, and writes its line of the access log. It is a valve of
/// Tomcat's and no filter, since Tomcat logs and answers around the filters, and refuses some requests before any filter.
final class RequestValve extends ValveBase implements AccessLog {

	private static final Logger logger = LoggerFactory.getLogger(RequestValve.class);

	private static final int LONGEST_USER_AGENT = 100;

	private static final int LONGEST_METHOD = 20;

	private final ResponseHeaders headers;

	RequestValve(ResponseHeaders headers) {
		super(true);
		this.headers = headers;
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

	/// Logs what is asked for and how it went. The route and no address, since an
	/// address may hold what a visitor typed.
	@Override
	public void log(Request request, Response response, long nanos) {
		String method = cut(request.getMethod(), LONGEST_METHOD);
		String route = Route.of(request);
		int status = response.getStatus();
		logger.atInfo()
			.addKeyValue(RequestId.LOG_KEY, RequestId.of(request))
			.addKeyValue("http.request.method", method)
			.addKeyValue("http.route", route)
			.addKeyValue("http.response.status_code", status)
			.addKeyValue("http.response.bytes", response.getBytesWritten(false))
			.addKeyValue("event.duration", nanos)
			.addKeyValue("client.address", clientAddress(request))
			.addKeyValue("user_agent.original", cut(request.getHeader("User-Agent"), LONGEST_USER_AGENT))
			.log("{} {} {} in {} ms", method, route, status, nanos / 1_000_000);
	}

	/// As the load balancer saw it. The valve that takes it from the forwarded headers
	/// has put its own back by now, and left this for us.
	private static String clientAddress(Request request) {
		return Objects.toString(request.getAttribute(REMOTE_ADDR_ATTRIBUTE), request.getRemoteAddr());
	}

	private static String cut(@Nullable String text, int most) {
		String given = Objects.requireNonNullElse(text, "");
		return (given.length() > most) ? given.substring(0, most) : given;
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
