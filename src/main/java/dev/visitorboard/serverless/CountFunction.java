package dev.visitorboard.serverless;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Supplier;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.visitorboard.http.CommonHeaders;
import dev.visitorboard.http.RequestIds;
import org.crac.Core;
import org.crac.Resource;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/// The handler that AWS Lambda calls. It serves one request at a time and does nothing between two.
///
/// With SnapStart, all copies of the function start from one snapshot. So what belongs to one copy is made at its first
/// request or after the restore: connection, credentials, random numbers, its name.
public final class CountFunction implements RequestStreamHandler, Resource {

	/// For the answer to one attempt, unless the environment says otherwise. Three
	/// attempts end before Lambda ends the call.
	private static final String PATIENCE = "PT1.5S";

	/// Of an address that is not there, so that it asks nothing of the table.
	private static final byte[] PRIMING = """
			{"rawPath": "/", "headers": {}, "requestContext": {"http": {"method": "GET", "sourceIp": ""}}}
			""".getBytes(StandardCharsets.UTF_8);

	private final Supplier<CountTable> connect;

	private @Nullable Copy copy;

	/// Whether this copy has served a request.
	private boolean warm;

	/// As Lambda does. It ends here where the environment has a fault, so that no
	/// version with it is published.
	public CountFunction() {
		this(fromEnvironment(System.getenv()));
		Core.getGlobalContext().register(this);
	}

	CountFunction(Supplier<CountTable> connect) {
		this.connect = connect;
	}

	private static Supplier<CountTable> fromEnvironment(Map<String, String> environment) {
		String table = environment.getOrDefault("TABLE_NAME", "");
		String region = environment.getOrDefault("AWS_REGION", "");
		if (table.isBlank() || region.isBlank()) {
			throw new IllegalStateException("TABLE_NAME and AWS_REGION must be set");
		}
		String endpoint = environment.getOrDefault("AWS_ENDPOINT_URL_DYNAMODB", "");
		Duration patience = Duration.parse(environment.getOrDefault("ATTEMPT_TIMEOUT", PATIENCE));
		URI address = endpoint.isBlank() ? null : URI.create(endpoint);
		// Lambda gives them in variables, and with SnapStart at an address.
		return () -> new CountTable(
				table, Region.of(region), address, AwsCredentialsProviderChain
					.of(EnvironmentVariableCredentialsProvider.create(), ContainerCredentialsProvider.create()),
				patience);
	}

	@Override
	public void handleRequest(InputStream event, OutputStream out, Context context) throws IOException {
		RequestLog log = new RequestLog(context.getLogger(), context.getAwsRequestId(), !this.warm);
		this.warm = true;
		out.write(serve(event, log));
	}

	private byte[] serve(InputStream event, RequestLog log) {
		long begun = System.nanoTime();
		Copy own = copy();
		HttpEvent request = null;
		Answer answer;
		try {
			request = HttpEvent.read(event);
			answer = answer(request, own);
		}
		catch (IllegalArgumentException ex) {
			// No HTTP API sends such an event.
			answer = Answer.problem(400, "The request could not be read: check its syntax and its encoding.")
				.because(ex);
		}
		String id = RequestIds.of((request != null) ? request.header("x-amzn-trace-id") : null, own.random());
		log.write(request, id, answer, System.nanoTime() - begun);
		return answer.with(CommonHeaders.of(request != null && request.isSecure()))
			.with(Map.of("X-Request-Id", id, "X-Served-By", own.name()))
			.payload(request, id);
	}

	/// A fault of ours is answered too, so that the visitor has an id to tell of.
	private static Answer answer(HttpEvent request, Copy own) {
		try {
			return Routes.answer(request, own.table(), own.name());
		}
		catch (RuntimeException ex) {
			return Answer.problem(500, "Something went wrong here.").because(ex);
		}
	}

	private Copy copy() {
		Copy own = this.copy;
		if (own == null) {
			own = Copy.of(this.connect.get());
			this.copy = own;
		}
		return own;
	}

	/// Does once what a request does, so that the snapshot holds the classes for it, and
	/// throws away what belongs to this copy.
	@Override
	public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
		try (CountTable table = copy().table()) {
			table.prime();
			serve(new ByteArrayInputStream(PRIMING), new RequestLog(LambdaRuntime.getLogger(), "", false));
		}
		finally {
			this.copy = null;
			this.warm = false;
		}
	}

	@Override
	public void afterRestore(org.crac.Context<? extends Resource> context) {
		copy();
	}

	/// What no two copies may share.
	private record Copy(CountTable table, SecureRandom random, String name) {

		static Copy of(CountTable table) {
			SecureRandom random = new SecureRandom();
			byte[] bits = new byte[6];
			random.nextBytes(bits);
			return new Copy(table, random, "fn-" + HexFormat.of().formatHex(bits));
		}

	}

}
