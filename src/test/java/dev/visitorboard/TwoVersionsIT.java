package dev.visitorboard;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import dev.visitorboard.testing.BesideOthers;
import dev.visitorboard.testing.Command;
import dev.visitorboard.testing.DynamoDbEngine;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.JavaProcess;
import dev.visitorboard.testing.RunningBoard;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/// The commit before this one beside this one on one table, as in every update of a fleet. What is not committed yet
/// comes after the last commit.
@ExtendWith(DynamoDbEngine.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Order(2)
@BesideOthers
class TwoVersionsIT {

	private static final String TOKEN = "a-token-for-two-versions";

	private static final String TABLE = RunningBoard.newTable();

	private JavaProcess older;

	private JavaProcess newer;

	private URI before;

	private URI after;

	@BeforeAll
	void start() throws Exception {
		Path jar = previousJar();
		this.older = JavaProcess.start(environment("i-older"), "-jar", jar.toString());
		this.newer = JavaProcess.ofProductionJar(environment("i-newer"));
		this.before = this.older.awaitReadyBoard();
		this.after = this.newer.awaitReadyBoard();
	}

	@AfterAll
	void stop() {
		Stream.of(this.older, this.newer).filter(Objects::nonNull).forEach(JavaProcess::close);
	}

	@Test
	void eachShowsWhatTheOtherStored() {
		String first = post(this.before, "by the older");
		String second = post(this.after, "by the newer");
		for (URI board : List.of(this.before, this.after)) {
			assertThat(messages(board)).contains("by the older", "by the newer", "i-older", "i-newer");
			assertThat(status("GET", board, "/messages/" + first)).isEqualTo(200);
			assertThat(status("GET", board, "/messages/" + second)).isEqualTo(200);
			assertThat(status("GET", board, "/")).isEqualTo(200);
		}
	}

	@Test
	void whatOneHidesOrDeletesNoneShows() {
		for (URI one : List.of(this.before, this.after)) {
			String name = one.equals(this.before) ? "older" : "newer";
			String hidden = post(this.after, "hidden by the " + name);
			HttpResponse<String> deleted = posted(this.before, "deleted by the " + name);
			assertThat(status("PUT", one, "/messages/" + hidden + "/hidden")).isEqualTo(204);
			assertThat(delete(one, deleted)).isEqualTo(204);
			for (URI board : List.of(this.before, this.after)) {
				assertThat(messages(board)).doesNotContain("hidden by the " + name, "deleted by the " + name);
				assertThat(status("GET", board, "/messages/" + hidden)).isEqualTo(404);
			}
			assertThat(status("DELETE", this.after, "/messages/" + hidden + "/hidden")).isEqualTo(204);
			assertThat(messages(this.before)).contains("hidden by the " + name);
			assertThat(messages(this.after)).contains("hidden by the " + name).doesNotContain(id(deleted));
		}
	}

	@Test
	void noVisitIsLostOrCountedTwice() {
		List<Integer> numbers = IntStream.range(0, 40)
			.map((i) -> JsonPath.<Integer>read(
					Http.send("POST", (i % 2 == 0 ? this.before : this.after).resolve("/count"), "").body(), "$.count"))
			.boxed()
			.toList();
		assertThat(numbers).containsExactlyElementsOf(IntStream.rangeClosed(1, 40).boxed().toList());
		for (URI board : List.of(this.before, this.after)) {
			assertThat(Http.get(board.resolve("/count")).body()).isEqualTo("{\"count\":40}");
			assertThat(status("GET", board, "/count/history")).isEqualTo(200);
			assertThat(status("GET", board, "/health")).isEqualTo(200);
		}
	}

	@Test
	void eachSeesBothInTheFleet() {
		for (URI board : List.of(this.before, this.after)) {
			await().until(() -> {
				String fleet = Http.get(board.resolve("/fleet"), "Accept", "application/json").body();
				return fleet.contains("i-older") && fleet.contains("i-newer");
			});
		}
	}

	private static String post(URI board, String message) {
		return id(posted(board, message));
	}

	private static HttpResponse<String> posted(URI board, String message) {
		return Http.postJson(board.resolve("/messages"), "{\"message\":\"" + message + "\"}");
	}

	private static String id(HttpResponse<String> posted) {
		return JsonPath.read(posted.body(), "$.id");
	}

	private static int delete(URI board, HttpResponse<String> posted) {
		String cookie = posted.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
		return Http.send("DELETE", board.resolve("/messages/" + id(posted)), "", "Cookie", cookie).statusCode();
	}

	private static int status(String method, URI board, String path) {
		return Http.send(method, board.resolve(path), "", "Authorization", "Bearer " + TOKEN).statusCode();
	}

	private static String messages(URI board) {
		return Http.get(board.resolve("/messages")).body();
	}

	private static Map<String, String> environment(String instance) {
		Map<String, String> environment = JavaProcess.environment(instance, TABLE, DynamoDbEngine.endpoint());
		environment.putAll(JavaProcess.UNHURRIED);
		environment
			.putAll(Map.of("BOARD_ADMIN_TOKEN", TOKEN, "BOARD_SIGNING_KEY", "the key of both versions in this test"));
		return environment;
	}

	/// Built once for each commit.
	private static Path previousJar() throws Exception {
		Command.require(TwoVersionsIT.class, "git", "mvn", "tar");
		Command clean = Command.run("git", "status", "--porcelain");
		Command previous = Command.run("git", "rev-parse", "--verify", "--quiet",
				clean.output().isBlank() ? "HEAD^" : "HEAD");
		Command.require(clean.exitCode() == 0 && previous.exitCode() == 0, TwoVersionsIT.class,
				"no commit before this one is here: this is no clone, or a shallow one");
		Path folder = Path.of("target", "previous", previous.output().strip());
		Path jar = folder.resolve("target/visitor-board.jar");
		if (!Files.exists(jar)) {
			Files.createDirectories(folder);
			succeed("git", "archive", "--output=" + folder.resolve("source.tar"), previous.output().strip());
			succeed("tar", "-xf", folder.resolve("source.tar").toString(), "-C", folder.toString());
			succeed("mvn", "-B", "-q", "-ntp", "-f", folder.resolve("pom.xml").toString(), "-Dboot.build",
					"-Dspring-boot.aot.skip", "-Dcyclonedx.skip",
					"-Dmaven.repo.local=" + System.getProperty("localRepository"), "package");
		}
		return jar;
	}

	private static void succeed(String... command) {
		Command run = Command.run(command);
		assertThat(run.exitCode()).as(run.output()).isZero();
	}

}
