package dev.visitorboard.testing;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import dev.visitorboard.VisitorBoardApplication;
import dev.visitorboard.startup.TableCheck;
import dev.visitorboard.fleet.Fleet;
import org.awaitility.Awaitility;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;

/// An instance of the board in this process, on a free port, as a load balancer would meet it.
public final class RunningBoard implements AutoCloseable {

	static {
		// Each start and each end would set up the log of the process anew, and take
		// lines from tests that run meanwhile: logback-test.xml alone says what is
		// written.
		System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
	}

	private final ConfigurableApplicationContext context;

	private RunningBoard(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/// An empty table that no other test knows.
	public static String newTable() {
		String table = "board-" + UUID.randomUUID();
		LocalDynamoDb.createTable(DynamoDbEngine.endpoint(), table);
		return table;
	}

	public static URI dynamoDbEndpoint() {
		return DynamoDbEngine.endpoint();
	}

	/// Starts an instance on a table.
	/// @param more further settings, as `name=value`
	public static RunningBoard start(String instanceId, String table, String... more) {
		Map<String, String> settings = new LinkedHashMap<>(Map.of("server.port", "0", "server.address", "127.0.0.1",
				"board.instance.id", instanceId, "board.instance.zone", "", "board.dynamodb.table", table,
				"board.dynamodb.region", "local", "board.dynamodb.endpoint", DynamoDbEngine.endpoint().toString(),
				// A busy build machine is no outage.
				"board.dynamodb.attempt-timeout", "10s", "board.dynamodb.call-timeout", "20s"));
		settings.put("board.counter.deadline", "20s");
		settings.put("board.web.drain", "0s");
		settings.put("board.signing.key", "the key of all instances in tests");
		// All tests post from one address.
		settings.put("board.posting.per-minute", "0");
		for (String setting : more) {
			String[] parts = setting.split("=", 2);
			settings.put(parts[0], parts[1]);
		}
		RunningBoard board = new RunningBoard(
				new SpringApplicationBuilder(VisitorBoardApplication.class, LocalCredentials.class, QueryCounter.class)
					.run(settings.entrySet()
						.stream()
						.map((setting) -> "--" + setting.getKey() + "=" + setting.getValue())
						.toArray(String[]::new)));
		board.awaitOwnPlaceInFleet();
		return board;
	}

	/// Right after the start the line about the fleet changes, and with it the page. A
	/// table that does not answer shows no fleet.
	private void awaitOwnPlaceInFleet() {
		Fleet fleet = this.context.getBean(Fleet.class);
		if (this.context.getBean(TableCheck.class).hasSucceeded()) {
			Awaitility.await()
				.pollInterval(Duration.ofMillis(10))
				.until(() -> fleet.strip()
					.instances()
					.stream()
					.anyMatch((spot) -> spot.self() && spot.state().equals("serving")));
		}
	}

	public String table() {
		return this.context.getEnvironment().getRequiredProperty("board.dynamodb.table");
	}

	public URI uri(String pathAndQuery) {
		String port = this.context.getEnvironment().getRequiredProperty("local.server.port");
		return URI.create("http://127.0.0.1:" + port + pathAndQuery);
	}

	/// What this instance has asked of DynamoDB.
	public QueryCounter queries() {
		return this.context.getBean(QueryCounter.class);
	}

	public <T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	@Override
	public void close() {
		this.context.close();
	}

}
