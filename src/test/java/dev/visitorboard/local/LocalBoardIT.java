package dev.visitorboard.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

import dev.visitorboard.testing.BesideOthers;
import dev.visitorboard.testing.FreePort;
import dev.visitorboard.testing.JavaProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/// The development run as its user starts it: as processes, joined by nothing but the folder and the ports.
@BesideOthers
@Order(1)
class LocalBoardIT {

	@TempDir
	static Path lockedFolder;

	private static FileChannel lock;

	private static JavaProcess waiting;

	@TempDir
	Path data;

	private LocalBoards boards;

	/// A board waits a while for another that may be starting: time for the other
	/// tests.
	@BeforeAll
	static void lockAFolderWithoutBeingABoard() throws IOException {
		lock = FileChannel.open(lockedFolder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
		lock.lock();
		waiting = new LocalBoards(lockedFolder).launch();
	}

	@AfterAll
	static void unlockTheFolder() throws IOException {
		waiting.close();
		lock.close();
	}

	@BeforeEach
	void ports() throws IOException {
		this.boards = new LocalBoards(this.data);
	}

	@AfterEach
	void end() {
		this.boards.close();
	}

	/// One story, since each of its boards takes seconds to start.
	@Test
	void whatIsOnTheBoardsOutlivesThemUntilOneStartsFresh() throws Exception {
		ofTwoStartedAtOnceOneJoinsAndBothShowTheSame();
		messagesOutliveAnEnd().kill();
		messagesOutliveAKill().terminate();
		freshForgetsThemAndArgumentsWin();
	}

	private void ofTwoStartedAtOnceOneJoinsAndBothShowTheSame() throws Exception {
		// Left behind by a board that ran before, on a port that is dead by now.
		Files.writeString(this.data.resolve("port"), Integer.toString(FreePort.find()));
		JavaProcess one = this.boards.launch();
		JavaProcess other = this.boards.launch();
		LocalBoards.Board first = this.boards.opened(one);
		LocalBoards.Board second = this.boards.opened(other);

		first.post("Hello from the first");
		second.count();
		second.post("Hello from the second");

		assertThat(Stream.of(one, other).map(LocalBoardIT::howItStarted)).containsExactlyInAnyOrder("Started",
				"Joined");
		assertThat(Math.abs(second.port() - first.port())).isBetween(1, 100);
		assertThat(first.servedBy()).isEqualTo("local-" + first.port());
		assertThat(second.servedBy()).isEqualTo("local-" + second.port());
		for (LocalBoards.Board board : List.of(first, second)) {
			assertThat(board.messages()).contains("Hello from the first", "Hello from the second")
				.contains(first.servedBy(), second.servedBy());
			assertThat(board.total()).isEqualTo("{\"count\":1}");
		}
		JavaProcess joined = howItStarted(one).equals("Joined") ? one : other;
		joined.terminate();
		freshIsRefusedAndLosesNothing(joined.equals(one) ? second : first);
	}

	private void freshIsRefusedAndLosesNothing(LocalBoards.Board running) throws Exception {
		this.boards.collectGarbage(running);

		JavaProcess fresh = this.boards.launch("--fresh");

		assertRefused(fresh,
				"Another board runs on the data in %s: end it before you start with --fresh".formatted(this.data));
		assertThat(running.messages()).contains("Hello from the first", "Hello from the second");
		running.process().terminate();
	}

	private JavaProcess messagesOutliveAnEnd() {
		LocalBoards.Board board = this.boards.start();
		assertThat(board.messages()).contains("Hello from the first", "Hello from the second");
		assertThat(board.total()).isEqualTo("{\"count\":1}");
		board.post("Written before the kill");
		// DynamoDB Local answers a transaction before it commits; what is asked next
		// waits for that.
		assertThat(board.messages()).contains("Written before the kill");
		return board.process();
	}

	private JavaProcess messagesOutliveAKill() {
		LocalBoards.Board board = this.boards.start();
		assertThat(board.messages()).contains("Hello from the first", "Written before the kill");
		assertThat(board.total()).isEqualTo("{\"count\":1}");
		return board.process();
	}

	private void freshForgetsThemAndArgumentsWin() {
		int port = FreePort.find();
		LocalBoards.Board board = this.boards.start("--fresh", "--server.port=" + port,
				"--board.instance.zone=desk-1a");
		assertThat(board.port()).isEqualTo(port);
		assertThat(board.get("/")).contains(">local-" + port + "</bdi></span> · desk-1a</p>");
		assertThat(board.messages()).contains("\"messages\":[]");
		assertThat(board.total()).isEqualTo("{\"count\":0}");
	}

	private static String howItStarted(JavaProcess process) {
		return process.awaitLine("DynamoDB Local at ").split(" ", 2)[0];
	}

	@Test
	void aDynamoDbPortInUseBySomethingElseIsNamedInOneLine() throws Exception {
		try (ServerSocket _ = new ServerSocket(this.boards.dynamoDbPort(), 1, InetAddress.getLoopbackAddress())) {
			assertRefused(this.boards.launch(),
					"Port %d, which DynamoDB Local wants, is in use by something else: end that, or choose another with --dynamodb-port=%d"
						.formatted(this.boards.dynamoDbPort(), this.boards.dynamoDbPort() + 1));
		}
	}

	@Test
	void aFolderLockedBySomethingThatIsNoBoardIsNamedInOneLine() {
		assertRefused(waiting,
				"The data in %s is in use by something else, and no DynamoDB Local answers there: end that program"
					.formatted(lockedFolder));
	}

	@Test
	void aFolderThatIsAFileIsNamedInOneLine() throws Exception {
		Path file = Files.createFile(this.data.resolve("file"));
		assertRefused(this.boards.launch("--data=" + file),
				"The folder %s cannot be used: java.nio.file.FileAlreadyExistsException: %s".formatted(file, file));
	}

	@Test
	void aPortThatIsNoneIsNamedInOneLine() {
		assertRefused(this.boards.launch("--dynamodb-port=http"),
				"--dynamodb-port must be a port from 1 to 65535, not http");
	}

	@Test
	void aServerPortInUseIsNamedInOneLineAndEndsDynamoDbLocalToo() throws Exception {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			assertRefused(this.boards.launch("--server.port=" + taken.getLocalPort()),
					"Port %d is in use by something else: name another with --server.port, or none"
						.formatted(taken.getLocalPort()));
		}
	}

	@Test
	void aBoardThatSpringBootCannotStartEndsDynamoDbLocalToo() {
		JavaProcess process = this.boards.launch("--board.instance.id=two words");

		assertThat(process.awaitExit()).isEqualTo(1);
		assertThat(process.err()).containsExactly("The board did not start, for the reason above");
		assertThat(process.out()).anyMatch(
				(line) -> line.contains("INSTANCE_ID, AVAILABILITY_ZONE, INSTANCE_TYPE and BOARD_VERSION may hold"));
	}

	@Test
	void dataThatIsNoDatabaseEndsTheRunWithTheWayOut() throws Exception {
		Files.writeString(this.data.resolve("shared-local-instance.db"), "no database, but long enough for one");
		JavaProcess process = this.boards.launch();

		assertThat(process.awaitExit()).isEqualTo(1);
		assertThat(process.err()).last()
			.isEqualTo("DynamoDB Local cannot work with the data in %s: --fresh throws it away".formatted(this.data));
	}

	private static void assertRefused(JavaProcess process, String line) {
		assertThat(process.awaitExit()).as(process.toString()).isEqualTo(1);
		assertThat(process.err()).containsExactly(line);
		assertThat(process.out()).isEmpty();
	}

}
