package dev.visitorboard.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import dev.visitorboard.testing.Command;
import dev.visitorboard.testing.FreePort;

import static org.awaitility.Awaitility.await;

/// HAProxy, for what only a product can show: what a proxy makes of requests made to be misread, and how fast it is
/// beside a load. Other tests use the load balancer of the rehearsal. It spreads requests round robin over targets that answer its
/// health checks, keeps connections to them for 60 s and never sends a request twice, so that each failure shows.
public final class HaProxy implements AutoCloseable {

	private final Process process;

	private final Path configuration;

	private final URI uri;

	private HaProxy(Process process, Path configuration, URI uri) {
		this.process = process;
		this.configuration = configuration;
		this.uri = uri;
	}

	/// In front of these targets, with a check of each every so often; two decide.
	public static HaProxy inFrontOf(Class<?> what, Duration checkEvery, List<URI> targets) {
		return start(what, checkEvery, targets, "");
	}

	/// Passes on whatever it can be made to, and leaves judging to the target.
	public static HaProxy permissive(Class<?> what, URI target) {
		return start(what, Duration.ofSeconds(1), List.of(target), "option accept-invalid-http-request");
	}

	private static HaProxy start(Class<?> what, Duration checkEvery, List<URI> targets, String more) {
		Command.require(what, "haproxy");
		Path program = Command.find("haproxy").orElseThrow();
		int port = FreePort.find();
		String servers = targets.stream()
			.map((target) -> "  server s%d 127.0.0.1:%d check".formatted(target.getPort(), target.getPort()))
			.collect(Collectors.joining("\n"));
		String text = """
				global
				  tune.bufsize 65536
				  tune.http.maxhdr 500
				defaults
				  mode http
				  timeout connect 1s
				  timeout client 120s
				  timeout server 60s
				  timeout http-keep-alive 120s
				  timeout check 20s
				  retries 0
				frontend balancer
				  bind 127.0.0.1:%d
				  %s
				  option forwardfor
				  http-request set-header X-Forwarded-Proto http
				  default_backend instances
				backend instances
				  balance roundrobin
				  http-reuse always
				  option httpchk
				  http-check send meth GET uri /actuator/health/readiness ver HTTP/1.1 hdr Host balancer
				  http-check expect status 200
				  default-server pool-purge-delay 60s inter %dms fall 2 rise 2
				%s
				""".formatted(port, more, checkEvery.toMillis(), servers);
		try {
			Path configuration = Files.writeString(Files.createTempFile("haproxy", ".cfg"), text);
			Process process = new ProcessBuilder(program.toString(), "-db", "-q", "-f", configuration.toString())
				.redirectErrorStream(true)
				.redirectOutput(Path.of("target", "haproxy.log").toFile())
				.start();
			HaProxy proxy = new HaProxy(process, configuration, URI.create("http://127.0.0.1:" + port));
			await().until(proxy::listens);
			return proxy;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private boolean listens() {
		try (Socket _ = new Socket(this.uri.getHost(), this.uri.getPort())) {
			return true;
		}
		catch (IOException _) {
			return false;
		}
	}

	public URI uri() {
		return this.uri;
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
		try {
			this.process.waitFor(10, TimeUnit.SECONDS);
			Files.deleteIfExists(this.configuration);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
	}

}
