package dev.visitorboard.metrics;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonNodeParser;
import software.amazon.awssdk.thirdparty.jackson.dataformat.cbor.CBORFactory;

import static org.assertj.core.api.Assertions.assertThat;

/// CloudWatch as far as PutMetricData: takes the SDK's requests (Smithy RPC v2 in CBOR, gzipped when long) and keeps
/// what was in them.
final class StubCloudWatch implements AutoCloseable {

	private static final String PUT_METRIC_DATA = "/service/GraniteServiceVersion20100801/operation/PutMetricData";

	private static final JsonNodeParser CBOR = JsonNodeParser.builder().jsonFactory(new CBORFactory()).build();

	/// An empty map.
	private static final byte[] NOTHING = { (byte) 0xA0 };

	private final HttpServer server;

	private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

	private final List<Publication> accepted = new CopyOnWriteArrayList<>();

	private final AtomicInteger requests = new AtomicInteger();

	private volatile int status = 200;

	private StubCloudWatch(HttpServer server) {
		this.server = server;
	}

	static StubCloudWatch start() throws IOException {
		StubCloudWatch stub = new StubCloudWatch(
				HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
		stub.server.createContext("/", stub::answer);
		stub.server.setExecutor(stub.threads);
		stub.server.start();
		return stub;
	}

	URI endpoint() {
		return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort());
	}

	/// How it answers from now on.
	void answers(int next) {
		this.status = next;
	}

	int requests() {
		return this.requests.get();
	}

	List<Publication> accepted() {
		return List.copyOf(this.accepted);
	}

	List<Datum> data() {
		return this.accepted.stream().flatMap((publication) -> publication.data().stream()).toList();
	}

	/// Everything that a metric was, over all publications.
	double sum(String metric, Map<String, String> dimensions) {
		return data().stream()
			.filter((datum) -> datum.metric().equals(metric) && datum.dimensions().equals(dimensions))
			.mapToDouble(Datum::value)
			.sum();
	}

	private void answer(HttpExchange exchange) throws IOException {
		try (exchange) {
			byte[] body = body(exchange);
			boolean known = exchange.getRequestURI().getPath().equals(PUT_METRIC_DATA);
			int answer = known ? this.status : 404;
			if (answer == 200) {
				this.accepted.add(Publication.of(CBOR.parse(new ByteArrayInputStream(body))));
			}
			this.requests.incrementAndGet();
			exchange.getResponseHeaders().add("smithy-protocol", "rpc-v2-cbor");
			exchange.getResponseHeaders().add("Content-Type", "application/cbor");
			exchange.sendResponseHeaders(answer, NOTHING.length);
			exchange.getResponseBody().write(NOTHING);
		}
	}

	private static byte[] body(HttpExchange exchange) throws IOException {
		assertThat(exchange.getRequestHeaders().getFirst("Content-Type")).isEqualTo("application/cbor");
		boolean gzipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
		try (InputStream body = gzipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody()) {
			return body.readAllBytes();
		}
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.threads.shutdownNow();
	}

	record Publication(String namespace, List<Datum> data) {

		static Publication of(JsonNode request) {
			return new Publication(request.field("Namespace").orElseThrow().asString(),
					request.field("MetricData").orElseThrow().asArray().stream().map(Datum::of).toList());
		}

	}

	record Datum(String metric, Map<String, String> dimensions, double value, String unit) {

		static Datum of(JsonNode datum) {
			Map<String, String> dimensions = datum.field("Dimensions")
				.map(JsonNode::asArray)
				.orElse(List.of())
				.stream()
				.collect(Collectors.toMap((dimension) -> text(dimension, "Name"),
						(dimension) -> text(dimension, "Value")));
			return new Datum(text(datum, "MetricName"), dimensions,
					Double.parseDouble(datum.field("Value").orElseThrow().asNumber()), text(datum, "Unit"));
		}

		private static String text(JsonNode node, String field) {
			return node.field(field).orElseThrow().asString();
		}

	}

}
