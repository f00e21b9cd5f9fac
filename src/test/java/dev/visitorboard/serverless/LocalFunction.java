package dev.visitorboard.serverless;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;

import com.amazonaws.services.lambda.runtime.Context;
import dev.visitorboard.testing.LocalDynamoDb;
import dev.visitorboard.testing.Patience;
import software.amazon.awssdk.regions.Region;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One copy of the function in this process, as Lambda has it in one of its environments.
final class LocalFunction {

	private final Queue<String> log = new ConcurrentLinkedQueue<>();

	private final Context context;

	private final CountFunction function;

	LocalFunction(URI dynamoDb, String table) {
		this(connection(dynamoDb, table));
	}

	LocalFunction(Supplier<CountTable> connect) {
		this.function = new CountFunction(connect);
		this.context = new LocalContext(this.log::add);
	}

	/// @param log takes what is logged
	LocalFunction(URI dynamoDb, String table, Consumer<String> log) {
		this.function = new CountFunction(connection(dynamoDb, table));
		this.context = new LocalContext(log);
	}

	private static Supplier<CountTable> connection(URI dynamoDb, String table) {
		// A busy build machine is no outage.
		return () -> new CountTable(table, Region.of("local"), dynamoDb, LocalDynamoDb.credentials(), Patience.LONGEST);
	}

	byte[] invoke(byte[] event) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try {
			this.function.handleRequest(new ByteArrayInputStream(event), out, this.context);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return out.toByteArray();
	}

	/// What the API would answer, as JSON.
	JsonNode answer(String event) {
		return JsonMapper.shared().readTree(invoke(Event.bytes(event)));
	}

	CountFunction function() {
		return this.function;
	}

	List<String> log() {
		return List.copyOf(this.log);
	}

}
