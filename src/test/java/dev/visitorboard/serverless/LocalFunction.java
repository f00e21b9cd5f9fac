package dev.visitorboard.serverless;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.visitorboard.testing.LocalDynamoDb;
import dev.visitorboard.testing.Patience;
import software.amazon.awssdk.regions.Region;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/// One copy of the function in this process, as Lambda has it in one of its environments.
final class LocalFunction {

	private final Queue<String> log = new ConcurrentLinkedQueue<>();

	private final Context context = mock(Context.class);

	private final CountFunction function;

	LocalFunction(URI dynamoDb, String table) {
		// A busy build machine is no outage.
		this(() -> new CountTable(table, Region.of("local"), dynamoDb, LocalDynamoDb.credentials(), Patience.LONGEST));
	}

	LocalFunction(Supplier<CountTable> connect) {
		this.function = new CountFunction(connect);
		given(this.context.getAwsRequestId()).willReturn("8476a536-e9f4-11e8-9739-2dfe598c3fcd");
		given(this.context.getLogger()).willReturn(new Logger());
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

	private final class Logger implements LambdaLogger {

		@Override
		public void log(String message) {
			LocalFunction.this.log.add(message);
		}

		@Override
		public void log(byte[] message) {
			throw new UnsupportedOperationException();
		}

	}

}
