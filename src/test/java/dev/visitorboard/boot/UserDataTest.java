package dev.visitorboard.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/// What can be said of userdata.sh without running it. shellcheck is BuildTest's, running it BootIT's.
class UserDataTest {

	private String script = "";

	@BeforeEach
	void read() throws IOException {
		this.script = Files.readString(Path.of("userdata.sh"));
	}

	@Test
	void itIsABashScriptOfEightKilobytesAtMost() {
		assertThat(this.script).startsWith("#!/bin/bash\n").isASCII();
		assertThat(this.script.length()).isLessThanOrEqualTo(8 * 1024);
	}

	/// Every instance gets it as it is: what CloudFormation, Terraform or a workshop
	/// would fill in comes by tags.
	@ParameterizedTest
	@ValueSource(strings = { "\\{\\{", "\\$\\{(AWS::|var\\.|[A-Z][a-z]+[A-Z])", "<[A-Z_]{3,}>", "@@", "%\\{", "TODO" })
	void itHasNoMarksOfATemplate(String mark) {
		assertThat(this.script).doesNotContainPattern(mark);
	}

	@ParameterizedTest
	@ValueSource(strings = { "A(KI|SI)A[A-Z0-9]{12,}", "(?i)(password|secret_access_key|bearer )\\S*=",
			"://[^/\\s]+:[^/\\s]+@", "\\bset -[a-z]*x", "PRIVATE KEY" })
	void nothingInItIsSecretAndNothingSecretIsPrinted(String secret) {
		assertThat(this.script).doesNotContainPattern(secret);
	}

	/// A version of Maven without its checksum, or the other way round, would only show
	/// on an instance.
	@Test
	void mavenIsPinnedWithItsChecksum() {
		assertThat(this.script).containsPattern("(?m)^maven=3\\.9\\.\\d+$")
			.containsPattern("(?m)^maven_sha512=[0-9a-f]{128}$")
			.contains("sha512sum --status -c");
	}

	/// The JVM ignores a cache of another collector or context, and says nothing.
	@Test
	void theCacheIsTrainedWithTheOptionsOfTheService() throws IOException {
		assertThat(options("visitor-board-cache.service")).isEqualTo(options("visitor-board.service"))
			.contains("-Dspring.aot.enabled=true");
		assertThat(unit("visitor-board-cache.service")).contains("/src/src/main/systemd/train-cache ");
		assertThat(Path.of("src", "main", "systemd", "train-cache")).exists();
	}

	private static List<String> options(String name) throws IOException {
		String unit = unit(name).replace("\\\n", " ");
		String java = unit.substring(unit.indexOf("/usr/bin/java ")).lines().findFirst().orElseThrow();
		return Stream.of(java.split(" +", -1))
			.filter((option) -> option.startsWith("-") && !option.matches("-XX:(AOT|\\+Exit).*"))
			.toList();
	}

	private static String unit(String name) throws IOException {
		return Files.readString(Path.of("src", "main", "systemd", name));
	}

	@Test
	void theUnitsThatItInstallsAreInTheRepository() throws IOException {
		assertThat(Pattern.compile("visitor-board(-[a-z]+)?\\.service").matcher(this.script).results()).isNotEmpty()
			.allSatisfy((unit) -> assertThat(Path.of("src", "main", "systemd", unit.group())).exists());
		assertThat(Files.readString(Path.of("src", "main", "systemd", "visitor-board.service"))).contains(
				"User=visitor-board", "Restart=always", "TimeoutStopSec=60", "SuccessExitStatus=143",
				"EnvironmentFile=/etc/visitor-board/environment");
	}

}
