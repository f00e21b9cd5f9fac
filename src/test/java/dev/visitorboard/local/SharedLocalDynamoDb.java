package dev.visitorboard.local;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// One DynamoDB Local for all boards that run from one folder. The first board starts it and holds the lock on its
/// file; the others find its port beside the file and join.
final class SharedLocalDynamoDb {

	private static final Duration PATIENCE = Duration.ofSeconds(15);

	private static final Duration PAUSE = Duration.ofMillis(100);

	private final Path folder;

	/// Held until this process ends, which is what tells the others that it runs.
	private @Nullable FileLock lock;

	private @Nullable LocalDynamoDb started;

	SharedLocalDynamoDb(Path folder) {
		this.folder = folder;
	}

	/// Starts or joins.
	/// @param fresh whether to throw away what is on the board
	/// @throws CannotRunException with a line that says what is in the way
	URI open(int port, boolean fresh) {
		try {
			Files.createDirectories(this.folder);
			this.lock = FileChannel
				.open(this.folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)
				.tryLock();
			if (this.lock == null) {
				return join(fresh);
			}
			if (fresh) {
				deleteData();
			}
			return start(port);
		}
		catch (IOException ex) {
			throw new CannotRunException("The folder %s cannot be used: %s".formatted(this.folder, ex.getMessage()),
					ex);
		}
	}

	/// Whether this process started DynamoDB Local, rather than joined the one of
	/// another.
	boolean startedHere() {
		return this.started != null;
	}

	private URI start(int port) throws IOException {
		Files.deleteIfExists(portFile());
		LocalDynamoDb dynamoDb;
		try {
			dynamoDb = LocalDynamoDb.inFolder(this.folder, port);
		}
		catch (IOException ex) {
			throw new CannotRunException(
					"Port %d, which DynamoDB Local wants, is in use by something else: end that, or choose another with --dynamodb-port=%d"
						.formatted(port, port + 1),
					ex);
		}
		this.started = dynamoDb;
		Files.writeString(portFile(), Integer.toString(dynamoDb.port()));
		return dynamoDb.endpoint();
	}

	private URI join(boolean fresh) throws IOException {
		if (fresh) {
			throw new CannotRunException(
					"Another board runs on the data in %s: end it before you start with --fresh".formatted(this.folder),
					null);
		}
		// The other one may have started just now.
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		while (System.nanoTime() < deadline) {
			if (Files.exists(portFile())) {
				URI endpoint = LocalDynamoDb.endpoint(Integer.parseInt(Files.readString(portFile()).strip()));
				if (answers(endpoint)) {
					return endpoint;
				}
			}
			pause();
		}
		throw new CannotRunException(
				"The data in %s is in use by something else, and no DynamoDB Local answers there: end that program"
					.formatted(this.folder),
				null);
	}

	private static boolean answers(URI endpoint) {
		try (DynamoDbClient client = LocalDynamoDb.client(endpoint)) {
			client.listTables();
			return true;
		}
		catch (SdkException _) {
			return false;
		}
	}

	private static void pause() {
		try {
			Thread.sleep(PAUSE);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new CannotRunException("Interrupted", ex);
		}
	}

	private void deleteData() throws IOException {
		List<Path> data;
		try (Stream<Path> files = Files.list(this.folder)) {
			data = files.filter((file) -> file.getFileName().toString().startsWith("shared-local-instance"))
				.sorted(Comparator.reverseOrder())
				.toList();
		}
		for (Path file : data) {
			Files.delete(file);
		}
	}

	private Path portFile() {
		return this.folder.resolve("port");
	}

	/// Says in its message, for the one who typed the command, what is in the way.
	static final class CannotRunException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		CannotRunException(String message, @Nullable Throwable cause) {
			super(message, cause);
		}

	}

}
