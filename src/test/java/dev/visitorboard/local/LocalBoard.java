package dev.visitorboard.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

import dev.visitorboard.testing.LocalCredentials;
import dev.visitorboard.testing.LocalDynamoDb;
import dev.visitorboard.VisitorBoardApplication;
import dev.visitorboard.local.SharedLocalDynamoDb.CannotRunException;
import software.amazon.awssdk.core.exception.SdkException;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.event.EventListener;

import static java.util.Map.entry;

/// The development run: `mvn spring-boot:test-run`. Started a second time, it joins the first as another instance.
///
/// `--fresh` forgets what was on the board, `--dynamodb-port=` moves DynamoDB Local away from 8000, `--data=` keeps
/// its file elsewhere. Any other argument is Spring Boot's, and wins over the settings made here.
public final class LocalBoard {

	private static final String TABLE = "visitor-board";

	/// No secret: it only lets two boards on one laptop know each other's signatures.
	private static final String SIGNING_KEY = "the development run's key, on every laptop";

	private LocalBoard() {
	}

	public static void main(String[] args) {
		try {
			run(new DefaultApplicationArguments(args));
		}
		catch (CannotRunException ex) {
			System.err.println(ex.getMessage());
			// DynamoDB Local's threads, where it runs already, would keep the process
			// alive.
			System.exit(1);
		}
	}

	private static void run(ApplicationArguments arguments) {
		Path data = Path.of(option(arguments, "data", "target/dynamodb-local"));
		int dynamoDbPort = WebPort.number("--dynamodb-port", option(arguments, "dynamodb-port", "8000"));
		SharedLocalDynamoDb dynamoDb = new SharedLocalDynamoDb(data);
		URI endpoint = dynamoDb.open(dynamoDbPort, arguments.containsOption("fresh"));
		createTable(endpoint, data);
		int port = WebPort.choose(arguments, data);
		System.out.printf("%s DynamoDB Local at %s, data in %s%n", dynamoDb.startedHere() ? "Started" : "Joined",
				endpoint, data);
		startBoard(arguments,
				Map.ofEntries(entry("server.port", Integer.toString(port)), entry("server.address", "127.0.0.1"),
						entry("board.instance.id", "local-" + port), entry("board.instance.zone", ""),
						entry("board.dynamodb.table", TABLE), entry("board.dynamodb.region", "local"),
						entry("board.dynamodb.endpoint", endpoint.toString()),
						entry("board.dynamodb.attempt-timeout", "2s"), entry("board.signing.key", SIGNING_KEY),
						entry("board.web.drain", "0s"), entry("logging.structured.format.console", "")));
	}

	private static void createTable(URI endpoint, Path data) {
		try {
			LocalDynamoDb.createTable(endpoint, TABLE);
		}
		catch (SdkException ex) {
			throw new CannotRunException(
					"DynamoDB Local cannot work with the data in %s: --fresh throws it away".formatted(data), ex);
		}
	}

	private static void startBoard(ApplicationArguments arguments, Map<String, String> settings) {
		// Spring Boot would join the values of an argument that it gets twice.
		Stream<String> ours = settings.entrySet()
			.stream()
			.filter((setting) -> !arguments.containsOption(setting.getKey()))
			.map((setting) -> "--%s=%s".formatted(setting.getKey(), setting.getValue()));
		try {
			SpringApplication.from(VisitorBoardApplication::main)
				.with(LocalCredentials.class, WhereToLook.class)
				.run(Stream.concat(ours, Arrays.stream(arguments.getSourceArgs())).toArray(String[]::new));
		}
		catch (RuntimeException ex) {
			throw new CannotRunException("The board did not start, for the reason above", ex);
		}
	}

	static String option(ApplicationArguments arguments, String name, String otherwise) {
		var values = arguments.getOptionValues(name);
		return (values == null || values.isEmpty()) ? otherwise : values.getLast();
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
