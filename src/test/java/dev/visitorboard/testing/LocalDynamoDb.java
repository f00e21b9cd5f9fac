package dev.visitorboard.testing;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/// DynamoDB Local inside this process, on the loopback address only. It is its vendor's and not open source, so no other
/// class knows it, and another engine could take its place.
///
/// Its own server class would listen on every address, so its request handler is put behind a Jetty of ours.
public final class LocalDynamoDb implements AutoCloseable {

	/// The same version in a container.
	public static final String IMAGE = "amazon/dynamodb-local:" + version();

	/// Where the build copies SQLite's native libraries to.
	private static final Path NATIVE_LIBS = Path.of("target", "native-libs");

	private final Server server;

	private LocalDynamoDb(Server server) {
		this.server = server;
	}

	public static LocalDynamoDb inMemory() {
		try {
			return start(0, null);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/// Starts on a port, with its data in a file of a folder.
	/// @throws BindException when the port is taken
	/// @throws IOException when the folder cannot be written
	public static LocalDynamoDb inFolder(Path folder, int port) throws IOException {
		return start(port, Files.createDirectories(folder));
	}

	private static LocalDynamoDb start(int port, @Nullable Path folder) throws IOException {
		System.setProperty("sqlite4java.library.path", NATIVE_LIBS.toAbsolutePath().toString());
		Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
		bind((ServerConnector) server.getConnectors()[0]);
		String path = (folder != null) ? folder.toString() : null;
		try {
			server.setHandler(new LocalDynamoDBServerHandler(
					new LocalDynamoDBRequestHandler(0, folder == null, path, true, false), null));
			server.start();
		}
		catch (Exception ex) {
			throw new IOException("DynamoDB Local did not start", ex);
		}
		return new LocalDynamoDb(server);
	}

	private static void bind(ServerConnector connector) throws IOException {
		try {
			connector.open();
		}
		catch (IOException ex) {
			throw (ex.getCause() instanceof BindException taken) ? taken : ex;
		}
	}

	/// What Docker is to run, so that all credentials see the same tables.
	public static List<String> inContainer() {
		return List.of(IMAGE, "-jar", "DynamoDBLocal.jar", "-inMemory", "-sharedDb");
	}

	private static String version() {
		String jar = LocalDynamoDBRequestHandler.class.getProtectionDomain().getCodeSource().getLocation().getPath();
		return jar.replaceFirst(".*/DynamoDBLocal-(.*)\\.jar", "$1");
	}

	/// Throws away what an engine that has ended left in its folder.
	public static void deleteData(Path folder) throws IOException {
		List<Path> data;
		try (Stream<Path> files = Files.list(folder)) {
			data = files.filter((file) -> file.getFileName().toString().startsWith("shared-local-instance"))
				.sorted(Comparator.reverseOrder())
				.toList();
		}
		for (Path file : data) {
			Files.delete(file);
		}
	}

	public int port() {
		return ((ServerConnector) this.server.getConnectors()[0]).getLocalPort();
	}

	public URI endpoint() {
		return endpoint(port());
	}

	/// Where an engine on this port answers.
	public static URI endpoint(int port) {
		return URI.create("http://127.0.0.1:" + port);
	}

	/// DynamoDB Local takes any credentials, but it wants some.
	public static AwsCredentialsProvider credentials() {
		return StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
	}

	public static DynamoDbClient client(URI endpoint) {
		return DynamoDbClient.builder()
			.endpointOverride(endpoint)
			.region(Region.of("local"))
			.credentialsProvider(credentials())
			// The SDK's nine attempts would keep a developer waiting who has no use for
			// them.
			.overrideConfiguration((override) -> override.retryStrategy((retries) -> retries.maxAttempts(2)))
			.build();
	}

	/// Creates a table as the stack in AWS does, unless it is there already.
	public static void createTable(URI endpoint, String table) {
		try (DynamoDbClient client = client(endpoint)) {
			client.createTable((create) -> create.tableName(table)
				.billingMode(BillingMode.PAY_PER_REQUEST)
				.keySchema(keyElement("pk", KeyType.HASH), keyElement("sk", KeyType.RANGE))
				.attributeDefinitions(stringAttribute("pk"), stringAttribute("sk")));
		}
		catch (ResourceInUseException _) {
			// It is there already.
		}
	}

	private static KeySchemaElement keyElement(String name, KeyType type) {
		return KeySchemaElement.builder().attributeName(name).keyType(type).build();
	}

	private static AttributeDefinition stringAttribute(String name) {
		return AttributeDefinition.builder().attributeName(name).attributeType(ScalarAttributeType.S).build();
	}

	@Override
	public void close() {
		try {
			this.server.stop();
		}
		catch (Exception ex) {
			throw new IllegalStateException("DynamoDB Local did not stop", ex);
		}
	}

}
