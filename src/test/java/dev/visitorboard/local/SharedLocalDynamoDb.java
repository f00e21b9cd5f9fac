package dev.visitorboard.local;

import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;

import dev.visitorboard.testing.LocalDynamoDb;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// One DynamoDB Local for all boards that run from one folder. The first board starts it and holds the lock on its
/// file; the others find its port beside the file and join.
final class SharedLocalDynamoDb {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final Duration LONGEST_CALL = Duration.ofSeconds(2);

	private static final Duration PAUSE = Duration.ofMillis(100);

	private final Path folder;

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
			// The one that has the lock may still be starting, or just failing to.
			long deadline = System.nanoTime() + PATIENCE.toNanos();
			while (System.nanoTime() < deadline) {
				// Held until this process ends, which is what tells the others that it
				// runs.
				if (ProcessLock.take(this.folder.resolve("lock"))) {
					return start(port, fresh);
				}
				refuse(fresh);
				Optional<URI> running = announced().filter(SharedLocalDynamoDb::answers);
				if (running.isPresent()) {
					return running.get();
				}
				pause();
			}
		}
		catch (IOException ex) {
			throw new CannotRunException("The folder %s cannot be used: %s".formatted(this.folder, ex), ex);
		}
		throw new CannotRunException(
				"The data in %s is in use by something else, and no DynamoDB Local answers there: end that program"
					.formatted(this.folder),
				null);
	}

	/// Whether this process started DynamoDB Local, rather than joined the one of
	/// another.
	boolean startedHere() {
		return this.started != null;
	}

	private URI start(int port, boolean fresh) throws IOException {
		if (fresh) {
			LocalDynamoDb.deleteData(this.folder);
		}
		Files.deleteIfExists(portFile());
		LocalDynamoDb dynamoDb;
		try {
			dynamoDb = LocalDynamoDb.inFolder(this.folder, port);
		}
		catch (BindException ex) {
			throw new CannotRunException(
					"Port %d, which DynamoDB Local wants, is in use by something else: end that, or choose another with --dynamodb-port=%d"
						.formatted(port, port + 1),
					ex);
		}
		this.started = dynamoDb;
		announce(dynamoDb.port());
		return dynamoDb.endpoint();
	}

	private void refuse(boolean fresh) {
		if (fresh) {
			throw new CannotRunException(
					"Another board runs on the data in %s: end it before you start with --fresh".formatted(this.folder),
					null);
		}
	}

	/// In one step, since the others look at any moment.
	private void announce(int port) throws IOException {
		Path whole = Files.writeString(this.folder.resolve("port.new"), Integer.toString(port));
		Files.move(whole, portFile(), StandardCopyOption.ATOMIC_MOVE);
	}

	private Optional<URI> announced() throws IOException {
		try {
			return Optional.of(LocalDynamoDb.endpoint(Integer.parseInt(Files.readString(portFile()))));
		}
		catch (NoSuchFileException _) {
			return Optional.empty();
		}
	}

	private static boolean answers(URI endpoint) {
		try (DynamoDbClient client = LocalDynamoDb.client(endpoint)) {
			// Whatever listens on a port that was announced long ago may stay silent.
			client
				.listTables((list) -> list.overrideConfiguration((override) -> override.apiCallTimeout(LONGEST_CALL)));
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
