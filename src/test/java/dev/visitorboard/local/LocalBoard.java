package dev.visitorboard.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.stream.IntStream;

import dev.visitorboard.VisitorBoardApplication;
import dev.visitorboard.local.SharedLocalDynamoDb.CannotRunException;

import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.event.EventListener;

/// The development run: `mvn spring-boot:test-run`. Started a second time, it joins the first as another instance.
///
/// `--fresh` forgets what was on the board, `--dynamodb-port=` moves DynamoDB Local away from 8000, `--data=` keeps its
/// file elsewhere.
public final class LocalBoard {

	private static final String TABLE = "visitor-board";

	private static final int FIRST_PORT = 8080;

	private static final int PORTS_TRIED = 100;

	private LocalBoard() {
	}

	public static void main(String[] args) {
		try {
			run(new DefaultApplicationArguments(args));
		}
		catch (CannotRunException ex) {
			System.err.println(ex.getMessage());
			System.exit(1);
		}
	}

	private static void run(DefaultApplicationArguments options) {
		Path data = Path.of(option(options, "data", "target/dynamodb-local"));
		int dynamoDbPort = number("--dynamodb-port", option(options, "dynamodb-port", "8000"));
		SharedLocalDynamoDb dynamoDb = new SharedLocalDynamoDb(data);
		URI endpoint = dynamoDb.open(dynamoDbPort, options.containsOption("fresh"));
		LocalDynamoDb.createTable(endpoint, TABLE);
		int port = freePort(number("PORT", System.getenv().getOrDefault("PORT", Integer.toString(FIRST_PORT))));
		System.out.printf("%s DynamoDB Local at %s, data in %s%n", dynamoDb.startedHere() ? "Started" : "Joined",
				endpoint, data);
		SpringApplication.from(VisitorBoardApplication::main)
			.with(LocalCredentials.class, WhereToLook.class)
			.run("--server.port=" + port, "--server.address=127.0.0.1", "--board.instance.id=local-" + port,
					"--board.instance.zone=", "--board.dynamodb.table=" + TABLE, "--board.dynamodb.region=local",
					"--board.dynamodb.endpoint=" + endpoint, "--board.dynamodb.attempt-timeout=2s");
	}

	private static String option(DefaultApplicationArguments options, String name, String otherwise) {
		var values = options.getOptionValues(name);
		return (values == null || values.isEmpty()) ? otherwise : values.getLast();
	}

	private static int number(String name, String value) {
		try {
			int number = Integer.parseInt(value);
			if (number >= 1 && number <= 65535) {
				return number;
			}
		}
		catch (NumberFormatException _) {
			// Refused below, with the numbers out of range.
		}
		throw new CannotRunException("%s must be a port from 1 to 65535, not %s".formatted(name, value), null);
	}

	private static int freePort(int first) {
		int last = Math.min(first + PORTS_TRIED, 65536);
		return IntStream.range(first, last)
			.filter(LocalBoard::isFree)
			.findFirst()
			.orElseThrow(() -> new CannotRunException(
					"All ports from %d to %d are in use: set PORT to a free one".formatted(first, last - 1), null));
	}

	private static boolean isFree(int port) {
		try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
			return true;
		}
		catch (IOException _) {
			return false;
		}
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class WhereToLook {

		@EventListener
		void sayWhere(ApplicationReadyEvent ready) {
			String port = ready.getApplicationContext().getEnvironment().getProperty("server.port");
			System.out.printf("%nOpen http://localhost:%s/ (end with Ctrl+C)%n%n", port);
		}

	}

}
