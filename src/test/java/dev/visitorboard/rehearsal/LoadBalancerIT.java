package dev.visitorboard.rehearsal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.visitorboard.testing.BesideOthers;
import dev.visitorboard.testing.Http;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// The load balancer in front of servers that answer with their name.
@BesideOthers
class LoadBalancerIT {

	private static final Duration CHECK_EVERY = Duration.ofMillis(100);

	private final List<Stub> stubs = new ArrayList<>();

	private LoadBalancer balancer;

	@BeforeEach
	void start() throws IOException {
		this.balancer = LoadBalancer.start(0, CHECK_EVERY, Duration.ofSeconds(10));
	}

	@AfterEach
	void stop() {
		this.balancer.close();
		this.stubs.forEach((stub) -> stub.server().stop(0));
	}

	@Test
	void requestsGoRoundTheHealthyTargetsAndToNoOther() throws IOException {
		assertThat(get("/").statusCode()).isEqualTo(503);
		Stub a = stub("a");
		Stub b = stub("b");
		b.healthy = false;
		Target first = this.balancer.register(a.uri());
		Target second = this.balancer.register(b.uri());
		await().until(() -> first.state() == Target.State.HEALTHY);
		assertThat(List.of(get("/").body(), get("/").body())).containsOnly("a");

		b.healthy = true;
		await().until(() -> second.state() == Target.State.HEALTHY);
		assertThat(List.of(get("/").body(), get("/").body())).containsExactlyInAnyOrder("a", "b");

		b.healthy = false;
		await().until(() -> second.state() == Target.State.UNHEALTHY);
		assertThat(List.of(get("/").body(), get("/").body())).containsOnly("a");
	}

	@Test
	void theHostStaysAndTheClientIsAppendedToWhoItSaysItIs() throws IOException {
		healthy(stub("a"));
		HttpResponse<String> answer = Http.send("POST", this.balancer.uri().resolve("/x?y=%20z"), "body",
				"X-Forwarded-For", "6.6.6.6");
		assertThat(answer.headers().firstValue("X-Seen"))
			.contains("POST /x?y=%%20z %s 6.6.6.6, 127.0.0.1 http body".formatted(this.balancer.uri().getAuthority()));
	}

	@Test
	void theActuatorIsOnlyForHealthChecks() throws IOException {
		healthy(stub("a"));
		assertThat(List.of(get("/actuator/health").statusCode(), get("/x/../actuator/health/readiness").statusCode()))
			.containsOnly(404);
	}

	@Test
	void whoIsDeregisteredFinishesWhatItHasAndGetsNothingNew() throws Exception {
		Stub a = stub("a");
		Target target = healthy(a);
		a.mayAnswer = new CountDownLatch(1);
		CompletableFuture<String> underWay = CompletableFuture.supplyAsync(() -> get("/").body());
		await().until(() -> !target.isIdle());
		CompletableFuture<Void> gone = CompletableFuture.runAsync(() -> deregister(target));
		await().until(() -> target.state() == Target.State.DRAINING);
		assertThat(get("/").statusCode()).isEqualTo(503);
		assertThat(gone).isNotDone();
		a.mayAnswer.countDown();
		assertThat(underWay.join()).isEqualTo("a");
		gone.join();
	}

	@Test
	void aTargetThatIsDeadIsABadGatewayUntilTheChecksHaveFound() throws IOException {
		Stub a = stub("a");
		Target target = healthy(a);
		assertThat(get("/").body()).isEqualTo("a");
		a.server().stop(0);
		assertThat(get("/").statusCode()).isIn(502, 503);
		await().until(() -> target.state() == Target.State.UNHEALTHY);
		assertThat(get("/").statusCode()).isEqualTo(503);
	}

	private void deregister(Target target) {
		try {
			this.balancer.deregister(target, Duration.ofSeconds(20));
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private HttpResponse<String> get(String path) {
		return Http.get(URI.create(this.balancer.uri() + path));
	}

	private Target healthy(Stub stub) {
		Target target = this.balancer.register(stub.uri());
		await().until(() -> target.state() == Target.State.HEALTHY);
		return target;
	}

	private Stub stub(String name) throws IOException {
		Stub stub = new Stub(name);
		this.stubs.add(stub);
		return stub;
	}

	private static final class Stub {

		private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
				0);

		private volatile boolean healthy = true;

		private volatile CountDownLatch mayAnswer = new CountDownLatch(0);

		Stub(String name) throws IOException {
			this.server.createContext("/actuator/health/readiness", (exchange) -> {
				exchange.sendResponseHeaders(this.healthy ? 200 : 503, -1);
				exchange.close();
			});
			this.server.createContext("/", (exchange) -> answer(exchange, name));
			this.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
			this.server.start();
		}

		private void answer(HttpExchange exchange, String name) throws IOException {
			try {
				this.mayAnswer.await();
			}
			catch (InterruptedException ex) {
				throw new IOException(ex);
			}
			var headers = exchange.getRequestHeaders();
			exchange.getResponseHeaders()
				.add("X-Seen",
						"%s %s %s %s %s %s".formatted(exchange.getRequestMethod(), exchange.getRequestURI(),
								headers.getFirst("Host"), headers.getFirst("X-Forwarded-For"),
								headers.getFirst("X-Forwarded-Proto"),
								new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
			byte[] body = name.getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(200, body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		}

		HttpServer server() {
			return this.server;
		}

		URI uri() {
			return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort());
		}

	}

}
