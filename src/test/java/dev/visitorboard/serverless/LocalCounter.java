package dev.visitorboard.serverless;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

import dev.visitorboard.testing.LocalDynamoDb;
import software.amazon.awssdk.core.exception.SdkException;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.DefaultApplicationArguments;

/// The counter without servers on a laptop: `mvn -Pserverless spring-boot:test-run`. While the board's development run
/// runs, both count on its table; else this has a table of its own, which ends with it.
///
/// `--port=` moves it away from 8090, `--dynamodb-port=` says where the development run has its DynamoDB Local (8000).
final class LocalCounter {

	private static final String TABLE = "visitor-board";

	private LocalCounter() {
	}

	// Not public, so that Maven's development run does not wonder which of them to start.
	static void main(String[] args) {
		ApplicationArguments arguments = new DefaultApplicationArguments(args);
		try {
			URI board = LocalDynamoDb.endpoint(number(arguments, "dynamodb-port", 8000));
			LocalApi api = start(number(arguments, "port", 8090), board);
			System.out.printf("%nOpen http://localhost:%d/ (end with Ctrl+C)%n%n", api.uri("/").getPort());
		}
		catch (IOException | IllegalArgumentException ex) {
			System.err.println("The counter cannot run: " + ex.getMessage());
			System.exit(1);
		}
	}

	/// @param board where the board's DynamoDB Local would be
	static LocalApi start(int port, URI board) throws IOException {
		LocalFunction function = new LocalFunction(table(board), TABLE, System.out::print);
		return LocalApi.start(port, function::invoke, Path.of("src/main/site"));
	}

	private static URI table(URI board) {
		try {
			LocalDynamoDb.createTable(board, TABLE);
			System.out.printf("Counts on the board's table, at %s%n", board);
			return board;
		}
		catch (SdkException _) {
			URI own = LocalDynamoDb.inMemory().endpoint();
			LocalDynamoDb.createTable(own, TABLE);
			System.out.println("No board runs, so it counts on a table of its own");
			return own;
		}
	}

	private static int number(ApplicationArguments arguments, String name, int otherwise) {
		var values = arguments.getOptionValues(name);
		try {
			return (values == null || values.isEmpty()) ? otherwise : Integer.parseInt(values.getLast());
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException("--%s takes a port".formatted(name), ex);
		}
	}

}
