package dev.visitorboard.local;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import dev.visitorboard.VisitorBoardApplication;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/// An instance of the board in this process, on a free port, as a load balancer would meet it.
public final class RunningBoard implements AutoCloseable {

	/// One for all tests of this process; each takes a table of its own.
	private static final LocalDynamoDb DYNAMO_DB = LocalDynamoDb.inMemory();

	private final ConfigurableApplicationContext context;

	private RunningBoard(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/// An empty table that no other test knows.
	public static String newTable() {
		String table = "board-" + UUID.randomUUID();
		LocalDynamoDb.createTable(DYNAMO_DB.endpoint(), table);
		return table;
	}

	public static URI dynamoDbEndpoint() {
		return DYNAMO_DB.endpoint();
	}

	/// Starts an instance on a table.
	/// @param more further settings, as `name=value`
	public static RunningBoard start(String instanceId, String table, String... more) {
		List<String> settings = new ArrayList<>(List.of("server.port=0", "server.address=127.0.0.1",
				"board.instance.id=" + instanceId, "board.instance.zone=", "board.dynamodb.table=" + table,
				"board.dynamodb.region=local", "board.dynamodb.endpoint=" + DYNAMO_DB.endpoint(),
				// A busy build machine is no outage.
				"board.dynamodb.attempt-timeout=10s", "board.dynamodb.call-timeout=20s"));
		settings.addAll(List.of(more));
		return new RunningBoard(
				new SpringApplicationBuilder(VisitorBoardApplication.class, LocalCredentials.class, QueryCounter.class)
					.run(settings.stream().map((setting) -> "--" + setting).toArray(String[]::new)));
	}

	public URI uri(String pathAndQuery) {
		String port = this.context.getEnvironment().getRequiredProperty("local.server.port");
		return URI.create("http://127.0.0.1:" + port + pathAndQuery);
	}

	/// What this instance has asked of DynamoDB.
	public QueryCounter queries() {
		return this.context.getBean(QueryCounter.class);
	}

	@Override
	public void close() {
		this.context.close();
	}

}
