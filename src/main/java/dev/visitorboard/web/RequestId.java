package dev.visitorboard.web;

import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.servlet.ServletRequest;
import org.jspecify.annotations.Nullable;

/// The name of one request in its answer and in every line that is logged for it: the root of the load balancer's
/// `X-Amzn-Trace-Id`, so that its log and ours can be matched, else one of our own in the same form.
final class RequestId {

	/// The key in the log's context, by which the Elastic Common Schema knows it.
	static final String LOG_KEY = "http.request.id";

	private static final String ATTRIBUTE = RequestId.class.getName();

	private static final Pattern ROOT = Pattern.compile("(?:^|;) *Root=(1-[0-9a-f]{8}-[0-9a-f]{24}) *(?:;|$)");

	private RequestId() {
	}

	/// Names a request.
	/// @param trace the header, which anyone can send: what is not well-formed counts
	/// for nothing
	static String assign(ServletRequest request, @Nullable String trace) {
		String id = of(trace);
		request.setAttribute(ATTRIBUTE, id);
		return id;
	}

	/// The name of a request; empty for one that Tomcat refused before it was named.
	static String of(ServletRequest request) {
		return (request.getAttribute(ATTRIBUTE) instanceof String id) ? id : "";
	}

	static String of(@Nullable String trace) {
		if (trace != null) {
			Matcher root = ROOT.matcher(trace);
			if (root.find()) {
				return root.group(1);
			}
		}
		byte[] random = new byte[12];
		ThreadLocalRandom.current().nextBytes(random);
		return "1-%08x-%s".formatted(Instant.now().getEpochSecond(), HexFormat.of().formatHex(random));
	}

}
