package dev.visitorboard;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.stream.Stream;

import dev.visitorboard.testing.BesideOthers;
import dev.visitorboard.testing.Command;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.JavaProcess;
import dev.visitorboard.testing.RunningBoard;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/// The jar that goes to production: what is in it, and that it needs nothing but its environment.
@BesideOthers
class ProductionJarIT {

	private static final Path JAR = Path.of("target", "visitor-board.jar");

	private static final String OURS = "BOOT-INF/classes/";

	private static final String LIST = "META-INF/sbom/application.cdx.json";

	private static final String LIBRARIES = "BOOT-INF/lib/";

	/// Beginnings of the names of jars that tests and development use.
	private static final List<String> FOR_TESTS = List.of("DynamoDBLocal", "sqlite4java", "libsqlite4java", "jetty",
			"junit", "testcontainers", "docker-java", "selenium", "archunit", "mockito", "assertj", "spring-test",
			"spring-boot-test", "validator", "jcommander");

	private static final List<String> LOGGING_BACK_ENDS = List.of("log4j-core", "log4j-slf4j", "log4j-jul",
			"log4j-1.2-api", "slf4j-simple", "slf4j-nop", "slf4j-jdk14", "slf4j-log4j12", "slf4j-reload4j", "reload4j",
			"tinylog", "jcl-over-slf4j");

	@Test
	void itHoldsNothingThatOnlyTestsUse() throws IOException {
		assertThat(libraries()).isNotEmpty().noneMatch((library) -> startsWithAny(library, FOR_TESTS));
	}

	@Test
	void itHoldsNothingOfTheFunction() throws IOException {
		assertThat(libraries()).noneMatch((library) -> startsWithAny(library, List.of("aws-lambda", "crac")));
		assertThat(entries()).noneMatch((entry) -> entry.startsWith(OURS + "dev/visitorboard/serverless/"));
	}

	@Test
	void itHoldsOneHttpClient() throws IOException {
		assertThat(libraries()).noneMatch((library) -> startsWithAny(library, List.of("netty", "apache-client",
				"url-connection-client", "aws-crt", "okhttp", "httpclient-", "httpasyncclient")));
		assertThat(libraries()).filteredOn((library) -> library.contains("httpclient"))
			.singleElement()
			.asString()
			.startsWith("httpclient5-");
	}

	@Test
	void itHoldsOneLoggingBackEnd() throws IOException {
		assertThat(libraries()).noneMatch((library) -> startsWithAny(library, LOGGING_BACK_ENDS));
		assertThat(librariesWith("META-INF/services/org.slf4j.spi.SLF4JServiceProvider")).singleElement()
			.asString()
			.startsWith("logback-classic-");
	}

	@Test
	void ofOurClassesItHoldsThoseOfProductionAndNoOther() throws IOException {
		Path classes = Path.of("target", "classes");
		List<String> compiled;
		try (Stream<Path> files = Files.walk(classes)) {
			compiled = files.filter((file) -> file.toString().endsWith(".class"))
				// The function has a zip of its own.
				.filter((file) -> !file.startsWith(classes.resolve("dev/visitorboard/serverless")))
				.map((file) -> OURS + classes.relativize(file).toString().replace('\\', '/'))
				.toList();
		}
		assertThat(entries()).filteredOn((entry) -> entry.startsWith(OURS) && entry.endsWith(".class"))
			.isNotEmpty()
			.noneMatch((entry) -> entry.startsWith(OURS + "dev/visitorboard/local/"))
			.containsExactlyInAnyOrderElementsOf(compiled);
	}

	/// Of all that is in it, and of nothing that only tests use.
	@Test
	void itSaysWhatItIsMadeOf() throws IOException {
		Command.require(hasList(), ProductionJarIT.class, "the jar was built offline, where Maven lists no components");
		try (JarFile jar = new JarFile(JAR.toFile())) {
			try (InputStream sbom = jar.getInputStream(jar.getJarEntry(LIST))) {
				JsonNode components = JsonMapper.shared().readTree(sbom).path("components");
				assertThat(components.valueStream()
					.map((component) -> component.path("name").asString() + "-" + component.path("version").asString()
							+ ".jar"))
					.containsAll(libraries().stream().filter((library) -> !library.contains("jarmode")).toList())
					.noneMatch((component) -> startsWithAny(component, FOR_TESTS));
			}
		}
	}

	@Test
	void itRunsOnItsEnvironmentAloneAndEndsWhenAsked() throws Exception {
		Map<String, String> environment = JavaProcess.environment("i-0abc1234567890def", RunningBoard.newTable(),
				RunningBoard.dynamoDbEndpoint());
		environment.put("AVAILABILITY_ZONE", "eu-central-1b");
		try (JavaProcess process = JavaProcess.start(environment, "-jar", JAR.toString())) {
			HttpResponse<String> page = Http.get(process.awaitBoard());

			assertThat(page.statusCode()).isEqualTo(200);
			assertThat(Http.get(page.uri().resolve("/actuator/sbom/application")).statusCode())
				.isEqualTo(hasList() ? 200 : 404);
			assertThat(page.headers().firstValue("X-Served-By")).contains("i-0abc1234567890def");
			assertThat(page.body()).contains(">i-0abc1234567890def</bdi></span> · eu-central-1b</p>");

			assertThat(process.terminate()).isEqualTo(JavaProcess.TERMINATED);
			assertThat(process.err()).isEmpty();
		}
	}

	private static boolean hasList() throws IOException {
		return entries().contains(LIST);
	}

	private static boolean startsWithAny(String library, List<String> beginnings) {
		return beginnings.stream().anyMatch(library::startsWith);
	}

	private static List<String> entries() throws IOException {
		try (JarFile jar = new JarFile(JAR.toFile())) {
			return jar.stream().map(JarEntry::getName).toList();
		}
	}

	private static List<String> libraries() throws IOException {
		return entries().stream()
			.filter((entry) -> entry.startsWith(LIBRARIES) && entry.endsWith(".jar"))
			.map((entry) -> entry.substring(LIBRARIES.length()))
			.toList();
	}

	private static List<String> librariesWith(String file) throws IOException {
		try (JarFile jar = new JarFile(JAR.toFile())) {
			List<String> found = new ArrayList<>();
			for (String library : libraries()) {
				try (InputStream content = jar.getInputStream(jar.getJarEntry(LIBRARIES + library));
						JarInputStream entries = new JarInputStream(content)) {
					for (JarEntry entry = entries.getNextJarEntry(); entry != null; entry = entries.getNextJarEntry()) {
						if (entry.getName().equals(file)) {
							found.add(library);
						}
					}
				}
			}
			return found;
		}
	}

}
