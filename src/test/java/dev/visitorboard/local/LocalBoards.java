package dev.visitorboard.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.visitorboard.testing.FreePort;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.JavaProcess;

import static org.assertj.core.api.Assertions.assertThat;

/// Development runs that share one folder and one DynamoDB port, which nobody else has.
final class LocalBoards implements AutoCloseable {

	private static final Pattern ADDRESS = Pattern.compile("Open http://localhost:(\\d+)/ ");

	private final Path data;

	private final int dynamoDbPort = FreePort.find();

	private final int webPort = FreePort.find();

	private final List<JavaProcess> processes = new ArrayList<>();

	LocalBoards(Path data) throws IOException {
		this.data = data;
	}

	int dynamoDbPort() {
		return this.dynamoDbPort;
	}

	/// Starts one and returns at once.
	JavaProcess launch(String... more) {
		// Surefire hands the real class path over in this property, and to Java a jar
		// that names it.
		String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
		Stream<String> command = Stream.of("--enable-native-access=ALL-UNNAMED", "-cp", classPath,
				LocalBoard.class.getName(), "--data=" + this.data, "--dynamodb-port=" + this.dynamoDbPort);
		JavaProcess process = JavaProcess.start(Map.of("PORT", Integer.toString(this.webPort)),
				Stream.concat(command, Stream.of(more)).toArray(String[]::new));
		this.processes.add(process);
		return process;
	}

	/// Starts one and waits until it says where to look.
	Board start(String... more) {
		return opened(launch(more));
	}

	Board opened(JavaProcess process) {
		MatchResult address = ADDRESS.matcher(process.awaitLine("Open http://localhost:"))
			.results()
			.findFirst()
			.orElseThrow();
		return new Board(process, Integer.parseInt(address.group(1)));
	}

	/// A board runs for hours, and what it holds only by chance is gone by then.
	void collectGarbage(Board board) throws IOException, InterruptedException {
		Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
		for (int i = 0; i < 2; i++) {
			Process collection = new ProcessBuilder(jcmd.toString(), Long.toString(board.process().pid()), "GC.run")
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start();
			assertThat(collection.waitFor()).isZero();
		}
	}

	@Override
	public void close() {
		this.processes.forEach(JavaProcess::close);
	}

	record Board(JavaProcess process, int port) {

		void post(String message) {
			assertThat(Http.postForm(uri("/"), message, "").statusCode()).isEqualTo(303);
		}

		void count() {
			assertThat(Http.send("POST", uri("/count"), "").statusCode()).isEqualTo(200);
		}

		String total() {
			return get("/count");
		}

		String messages() {
			return get("/messages");
		}

		String servedBy() {
			return Http.get(uri("/")).headers().firstValue("X-Served-By").orElse("nobody");
		}

		String get(String path) {
			HttpResponse<String> answer = Http.get(uri(path));
			assertThat(answer.statusCode()).isEqualTo(200);
			return answer.body();
		}

		private URI uri(String path) {
			return URI.create("http://127.0.0.1:" + this.port + path);
		}

	}

}
