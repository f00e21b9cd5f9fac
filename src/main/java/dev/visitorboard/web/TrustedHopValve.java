package dev.visitorboard.web;

import java.io.IOException;
import java.util.Collections;
import java.util.List;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/// Leaves of `X-Forwarded-For` the one address that the outermost of our own hops appended. Tomcat's own valve, which
/// comes after this one, would take a private address there for one more proxy and believe what stands before it, which
/// anyone can write.
///
/// Where that hop ends TLS and the inner ones cannot see it, this also says that visitors use HTTPS.
final class TrustedHopValve extends ValveBase {

	private static final String FORWARDED_FOR = "X-Forwarded-For";

	private static final String FORWARDED_PROTO = "X-Forwarded-Proto";

	private final int hops;

	private final boolean alwaysHttps;

	/// @param hops how many of ours append to `X-Forwarded-For`
	/// @param alwaysHttps whether visitors use HTTPS whatever the innermost hop says
	TrustedHopValve(int hops, boolean alwaysHttps) {
		super(true);
		this.hops = hops;
		this.alwaysHttps = alwaysHttps;
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		List<String> lines = Collections.list(request.getHeaders(FORWARDED_FOR));
		if (!lines.isEmpty()) {
			replace(request, FORWARDED_FOR, address(lines, this.hops));
		}
		if (this.alwaysHttps) {
			replace(request, FORWARDED_PROTO, "https");
		}
		getNext().invoke(request, response);
	}

	private static void replace(Request request, String header, String value) {
		request.getCoyoteRequest().getMimeHeaders().setValue(header).setString(value);
	}

	/// Counts from the right, where ours append. A client that came around the outer hops
	/// has fewer entries, of which the leftmost is the one that ours saw.
	static String address(List<String> lines, int hops) {
		String[] entries = String.join(",", lines).split(",", -1);
		return entries[Math.max(0, entries.length - hops)].strip();
	}

}
