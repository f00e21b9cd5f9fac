package dev.visitorboard.web;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Requests that no client of ours would send and that a server can read: by chance, and the same ones again for the same
/// seed. Half of each is right more often than not, so that it gets past the first check.
final class OddRequests {

	private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS",
			"TRACE", "PROPFIND", "M-SEARCH", "get", "FOO", "X".repeat(60));

	private static final List<String> NAMES = List.of("before", "limit", "posted", "deleted", "message", "name",
			"website", "opened", "view", "from", "to", "step", "token", "intensity", "duration", "id", "_method",
			"format", "label", "colour", "style", "%6eame", "a%00b", "", "%", "message[]");

	private static final List<String> VALUES = List.of("", "1", "-1", "0", "50", "51", "99999999999999999999", "NaN",
			"true", "null", "projector", "hello", "PT1H", "PT0S", "-PT1H", "PT10M", "P9999999D", "2026-11-21T08:00Z",
			"+999999999-12-31T23:59:59Z", "-999999999-01-01T00:00:00Z", "0001JCRK0000000000000000", "%", "%zz", "%00",
			"%ff", "%C3%28", "%F0%9F%98%80", "%ED%A0%80", "%0d%0aX-A:b", "..%2f..", "%2e%2e%2f", "a".repeat(600),
			"<script>", "%3Cb%3E", "%E2%80%AE", "%cc%81%cc%81%cc%81", "%20", "+", "\u00ff\u00fe", "'\"`");

	private static final List<String> TYPES = List.of("application/x-www-form-urlencoded", "application/json",
			"application/x-www-form-urlencoded;charset=UTF-16", "application/x-www-form-urlencoded; charset=nope",
			"application/json;charset=utf-16", "application/json; charset=\"", "multipart/form-data; boundary=b",
			"multipart/form-data", "text/plain", "application/xml", "application/octet-stream", "*/*", "a", "/", ";",
			"text/html;;;", "application/problem+json", "application/x-www-form-urlencoded;charset=%00", "image/*");

	private static final List<String> BODIES = List.of("", "message=hi&name=x", "message=%zz", "message=%", "%=%",
			"&&&", "token=", "{}", "{\"message\":\"hi\"}", "{\"message\":null,\"name\":7}", "{\"message\":[[[[]]]]}",
			"{", "[]", "null", "\"", "{\"intensity\":\"50\",\"duration\":{}}", "{\"intensity\":1e999999999}",
			"{\"message\":\"\\ud800\"}", "{\"message\":\"\\u0000\"}", "[".repeat(2_000), "{\"a\":".repeat(1_100),
			"{\"message\":" + "9".repeat(5_000) + "}", "a=1&".repeat(30), "message=" + "%41".repeat(2_000), "<a/>",
			"--b\r\nContent-Disposition: form-data; name=\"message\"\r\n\r\nhi\r\n--b--\r\n", "\u0000\u0001\u00ff");

	private static final List<String> ACCEPTS = List.of("*/*", "text/html", "application/json", "text/plain", ",,,",
			"a", "text/html;q=0", "*/*;q=0", "text/html;q=x", "text/html;q=9", "*/html", "/", ";q=1",
			"application/json;q=0, */*", "image/png", "image/svg+xml", "text/*;q=0.3, application/*;q=0.7",
			"text/html;charset=nope", "text/html;a=\"", "*", "application/vnd.spring-boot.actuator.v3+json",
			"text/event-stream", "%", "\u00ff");

	private static final List<String> COOKIES = List.of("mine=", "mine=x.y.z", "mine=" + "A".repeat(900),
			"instructor=1", "instructor=99999999999.AAAA", "visitor=%00", "visitor=" + "v".repeat(300), "=", ";;;",
			"a=\"", "$Version=1", "mine=\u00e4", "mine=a; mine=b; instructor=c");

	/// Names of headers, with what they may say besides the values above.
	private static final List<List<String>> HEADERS = List.of(
			List.of("Accept-Language", "de", "en;q=x", "*", ",,", "x-".repeat(300), "de-DE-u-co-phonebk", "\u00ff"),
			List.of("Accept-Encoding", "gzip", "gzip;q=0", "*", ";", "br,,gzip", "identity;q=0, *;q=0"),
			List.of("Accept-Charset", "utf-8", "nope", "\u00ff"),
			List.of("Origin", "null", "http://localhost", "http://[", "x"),
			List.of("Referer", "x", "http://localhost/"), List.of("Sec-Fetch-Site", "cross-site", "same-origin", "?"),
			List.of("If-None-Match", "*", "\"", "W/\"x\"", "W/", ",,", "x"), List.of("If-Match", "*", "\"x\"", "x"),
			List.of("If-Modified-Since", "x", "0", "Thu, 01 Jan 1970 00:00:00 GMT"),
			List.of("If-Unmodified-Since", "x", "Thu, 01 Jan 1970 00:00:00 GMT"), List.of("If-Range", "\"x\"", "x"),
			List.of("Range", "bytes=0-1", "bytes=5-1", "bytes=999999999-", "bytes=-0", "bytes=", "x=1-2",
					"bytes=0-0,2-3,-1", "bytes=" + "0-1,".repeat(200), "bytes=99999999999999999999-"),
			List.of("Access-Control-Request-Method", "POST", "FOO", "x y"),
			List.of("Access-Control-Request-Headers", "x", ",,,"),
			List.of("Idempotency-Key", "k", "\u00ff", "x".repeat(201)), List.of("X-Forwarded-Proto", "https", "x"),
			List.of("X-Forwarded-Host", "evil.example", ":", "["), List.of("X-Forwarded-Port", "x", "-1", "99999999"),
			List.of("X-Forwarded-Prefix", "/x", "//", "%"),
			List.of("Forwarded", "for=1.2.3.4", "for=\"", "proto=https;host=x"),
			List.of("X-Amzn-Trace-Id", "Root=1-67891233-abcdef012345678912345678", "Root=x"),
			List.of("User-Agent", "x".repeat(500), "\u00ff"), List.of("X-HTTP-Method-Override", "DELETE", "x"),
			List.of("Expect", "100-continue", "200-ok"), List.of("Upgrade", "h2c", "websocket"),
			List.of("Connection", "close", "keep-alive", "Upgrade", "x"), List.of("Content-Encoding", "gzip", "x"),
			List.of("Content-Language", "de", "x"), List.of("Content-Length-X", "1"), List.of("TE", "trailers", "x"),
			List.of("Cache-Control", "no-cache", "x"), List.of("Pragma", "x"), List.of("Max-Forwards", "0", "x"),
			List.of("X-Requested-With", "XMLHttpRequest"), List.of("X-Long", "x".repeat(3_000)));

	private static final Pattern VARIABLE = Pattern.compile("\\{[^}]*}|\\*\\*");

	private final SplittableRandom random;

	private final List<String> patterns;

	private final String token;

	private final List<String> ids;

	/// @param patterns of the addresses to ask for
	/// @param token the right one
	/// @param ids of messages there are
	OddRequests(long seed, List<String> patterns, String token, List<String> ids) {
		this.random = new SplittableRandom(seed);
		this.patterns = patterns;
		this.token = token;
		this.ids = ids;
	}

	/// One more, as it goes over the wire.
	byte[] next() {
		byte[] body = chance(2) ? new byte[0] : body();
		boolean chunked = body.length > 0 && chance(4);
		StringBuilder head = new StringBuilder();
		String method = chance(2) ? one(METHODS.subList(0, 5)) : one(METHODS);
		head.append(method).append(' ').append(target()).append(chance(60) ? " HTTP/1.0" : " HTTP/1.1").append("\r\n");
		add(head, "Host", chance(20) ? one(List.of("board:99", "[::1]", "127.0.0.1", "x".repeat(200))) : "localhost");
		// Each from an address of its own, so that none is refused for what others did.
		add(head, "X-Forwarded-For", chance(30) ? one(VALUES).replace("\n", "")
				: "10.%d.%d.%d".formatted(number(256), number(256), number(256)));
		if (chance(2)) {
			add(head, "Accept", one(ACCEPTS));
		}
		if (body.length > 0 || chance(10)) {
			add(head, "Content-Type", chance(2) ? one(TYPES.subList(0, 2)) : one(TYPES));
		}
		if (chance(3)) {
			add(head, "Authorization",
					one(List.of("Bearer " + this.token, "Bearer " + this.token, "bearer " + this.token, "Bearer x",
							"Bearer", "Basic eA==", "\u00ff", "", "Bearer " + "t".repeat(2_000))));
		}
		if (chance(4)) {
			add(head, "Cookie", one(COOKIES));
		}
		for (int i = number(4); i > 0; i--) {
			List<String> header = one(HEADERS);
			add(head, header.getFirst(), chance(8) ? one(VALUES) : one(header.subList(1, header.size())));
		}
		if (chunked) {
			add(head, "Transfer-Encoding", "chunked");
		}
		else if (body.length > 0 || !method.equals("GET")) {
			add(head, "Content-Length", Integer.toString(body.length));
		}
		ByteArrayOutputStream request = new ByteArrayOutputStream();
		request.writeBytes(latin(head.append("\r\n").toString()));
		if (chunked) {
			request.writeBytes(latin(Integer.toHexString(body.length) + "\r\n"));
			request.writeBytes(body);
			request.writeBytes(latin("\r\n0\r\n\r\n"));
		}
		else {
			request.writeBytes(body);
		}
		return request.toByteArray();
	}

	private String target() {
		StringBuilder target = new StringBuilder(
				VARIABLE.matcher(one(this.patterns)).replaceAll((_) -> Matcher.quoteReplacement(idOrValue())));
		if (chance(15)) {
			target.append(one(List.of("/", ";a=b", "//", ".json", "%20", "/%2e", ";", "%")));
		}
		String separator = "?";
		for (int i = number(3); i > 0; i--) {
			target.append(separator).append(one(NAMES)).append(chance(8) ? "" : "=").append(idOrValue());
			separator = chance(20) ? ";" : "&";
		}
		return target.toString().replace(" ", "%20").replace("\"", "%22");
	}

	private String idOrValue() {
		return chance(3) ? one(this.ids) : one(VALUES);
	}

	private byte[] body() {
		return switch (number(10)) {
			case 0 -> {
				byte[] noise = new byte[number(20_000)];
				this.random.nextBytes(noise);
				yield noise;
			}
			case 1 -> latin("message=" + "x".repeat(number(20_000)));
			case 2, 3 -> latin(one(NAMES) + "=" + one(VALUES) + "&" + one(NAMES) + "=" + one(VALUES));
			case 4 -> latin("token=" + this.token);
			default -> latin(one(BODIES));
		};
	}

	private static void add(StringBuilder head, String name, String value) {
		head.append(name).append(": ").append(value).append("\r\n");
	}

	private static byte[] latin(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

	private <T> T one(List<T> of) {
		return of.get(number(of.size()));
	}

	private int number(int below) {
		return this.random.nextInt(below);
	}

	/// True once in so many times.
	private boolean chance(int times) {
		return number(times) == 0;
	}

}
