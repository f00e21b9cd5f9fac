package dev.visitorboard.rig;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

import dev.visitorboard.local.Http;
import dev.visitorboard.local.JavaProcess;
import dev.visitorboard.local.RunningBoard;
import org.awaitility.Awaitility;

/// Instances of the production jar on one table, as a launch template starts them.
final class Fleet implements AutoCloseable {

	private final List<Instance> instances;

	private Fleet(List<Instance> instances) {
		this.instances = instances;
	}

	/// Starts them all at once and waits until they are ready.
	/// @param more variables of their environment
	static Fleet of(int size, String table, Duration drain, Map<String, String> more) {
		List<JavaProcess> processes = IntStream.range(0, size)
			.mapToObj((i) -> JavaProcess.ofProductionJar(environment("i-" + i, table, drain, more)))
			.toList();
		Fleet fleet = new Fleet(processes.stream().map((process) -> new Instance(process, address(process))).toList());
		Awaitility.await().until(fleet::isReady);
		return fleet;
	}

	private static Map<String, String> environment(String id, String table, Duration drain, Map<String, String> more) {
		Map<String, String> environment = new HashMap<>(more);
		environment.putAll(Map.of("TABLE_NAME", table, "AWS_REGION", "eu-central-1", "PORT", "0", "INSTANCE_ID", id,
				"DRAIN_TIME", drain.toMillis() + "ms", "BOARD_SIGNING_KEY", "the key of all instances in tests",
				"AWS_ENDPOINT_URL_DYNAMODB", RunningBoard.dynamoDbEndpoint().toString(), "AWS_ACCESS_KEY_ID", "test",
				"AWS_SECRET_ACCESS_KEY", "test", "POSTS_PER_MINUTE", "100000"));
		return environment;
	}

	private static URI address(JavaProcess process) {
		return URI.create("http://127.0.0.1:"
				+ process.awaitLine("Tomcat started on port").replaceFirst(".*port (\\d+).*", "$1"));
	}

	private boolean isReady() {
		return this.instances.stream()
			.allMatch((instance) -> Http.get(instance.uri().resolve("/actuator/health/readiness")).statusCode() == 200);
	}

	List<URI> uris() {
		return this.instances.stream().map(Instance::uri).toList();
	}

	JavaProcess process(int number) {
		return this.instances.get(number).process();
	}

	@Override
	public void close() {
		this.instances.forEach((instance) -> instance.process().close());
	}

	private record Instance(JavaProcess process, URI uri) {
	}

}
