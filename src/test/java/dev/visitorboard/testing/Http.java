package dev.visitorboard.testing;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Requests as curl would send them; a redirect is shown, not followed.
public final class Http {

	private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private Http() {
	}

	/// Gets a resource.
	/// @param headers names and values in turn
	public static HttpResponse<String> get(URI uri, String... headers) {
		return send("GET", uri, "", headers);
	}

	public static HttpResponse<String> postForm(URI uri, String message, String name, String... headers) {
		String form = "message=" + URLEncoder.encode(message, StandardCharsets.UTF_8) + "&name="
				+ URLEncoder.encode(name, StandardCharsets.UTF_8);
		return send("POST", uri, form, with(headers, "Content-Type", "application/x-www-form-urlencoded"));
	}

	public static HttpResponse<String> postJson(URI uri, String json, String... headers) {
		return send("POST", uri, json, with(headers, "Content-Type", "application/json"));
	}

	public static HttpResponse<String> send(String method, URI uri, String body, String... headers) {
		return exchange(request(method, uri, body, headers), BodyHandlers.ofString());
	}

	public static HttpResponse<byte[]> getBytes(URI uri, String... headers) {
		return exchange(request("GET", uri, "", headers), BodyHandlers.ofByteArray());
	}

	/// Sends a target that no well-behaved client would, and gives the whole answer.
	public static String getRaw(URI server, String target) {
		String request = "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".formatted(target);
		return raw(server, request.getBytes(StandardCharsets.ISO_8859_1));
	}

	/// Sends a form whose body is as given, byte by byte.
	public static String postRawForm(URI server, String body) {
		String request = "POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
				+ "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n%s"
					.formatted(body.length(), body);
		return raw(server, request.getBytes(StandardCharsets.ISO_8859_1));
	}

	private static String raw(URI server, byte[] request) {
		try (Socket socket = new Socket(server.getHost(), server.getPort())) {
			socket.setSoTimeout(Math.toIntExact(Patience.LONGEST.toMillis()));
			socket.getOutputStream().write(request);
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static HttpRequest request(String method, URI uri, String body, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(uri)
			.method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
		return (headers.length > 0 ? request.headers(headers) : request).build();
	}

	private static <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
		try {
			return CLIENT.send(request, handler);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private static String[] with(String[] headers, String name, String value) {
		String[] all = Arrays.copyOf(headers, headers.length + 2);
		all[headers.length] = name;
		all[headers.length + 1] = value;
		return all;
	}

}
