package dev.visitorboard.http;

import java.time.Instant;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/// How one request is called in its answer and in every line that is logged for it: by the root of the `X-Amzn-Trace-Id` that
/// what stands in front of us sends, so that its log and ours can be matched, else one of our own in the same form.
public final class RequestIds {

	private static final Pattern ROOT = Pattern.compile("(?:^|;) *Root=(1-[0-9a-f]{8}-[0-9a-f]{24}) *(?:;|$)");

	private RequestIds() {
	}

	/// Names a request.
	/// @param trace the header, which anyone can send: what is not well-formed counts
	/// for nothing
	/// @param random for an id of our own
	public static String of(@Nullable String trace, RandomGenerator random) {
		if (trace != null) {
			Matcher root = ROOT.matcher(trace);
			if (root.find()) {
				return root.group(1);
			}
		}
		byte[] bits = new byte[12];
		random.nextBytes(bits);
		HexFormat hex = HexFormat.of();
		return "1-" + hex.toHexDigits((int) Instant.now().getEpochSecond()) + "-" + hex.formatHex(bits);
	}

}
