package dev.visitorboard.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// What the commands and the template call by the same name.
class CommandsTest {

	private static final Path TEMPLATE = Path.of("src/main/cloudformation/visitor-board.yaml");

	/// Which has a stack of its own.
	private static final Path SERVERLESS = Path.of("src/workshop/serverless");

	@Test
	void whatTheCommandsSetAndReadIsInTheTemplate() throws IOException {
		String template = Files.readString(TEMPLATE);
		String parameters = section(template, "Parameters");
		String outputs = section(template, "Outputs");
		String resources = section(template, "Resources");

		assertThat(names("(?:give|propose) \"?([A-Za-z]+)=")).contains("Repository", "MaxSize", "CloudFront")
			.allSatisfy((name) -> assertThat(parameters).contains("\n  " + name + ":"));
		assertThat(names("(?:value_of_parameter|parameter_of) ([A-Z][a-z][A-Za-z]+)")).isNotEmpty()
			.allSatisfy((name) -> assertThat(parameters).contains("\n  " + name + ":"));
		assertThat(names("output_of ([A-Z][a-z][A-Za-z]+)")).contains("Url")
			.allSatisfy((name) -> assertThat(outputs).contains("\n  " + name + ":"));
		assertThat(names("physical ([A-Z][a-z][A-Za-z]+)")).isNotEmpty()
			.allSatisfy((name) -> assertThat(resources).contains("\n  " + name + ":"));
	}

	@Test
	void whatServerlessSetsAndReadsIsInItsTemplate() throws IOException {
		String template = Files.readString(Path.of("src/main/cloudformation/serverless.yaml"));
		List<Path> script = List.of(SERVERLESS);

		assertThat(names("(?:give \"?|parameter_of )([A-Z][A-Za-z]+)", script)).contains("CodeKey", "TableName")
			.allSatisfy((name) -> assertThat(section(template, "Parameters")).contains("\n  " + name + ":"));
		assertThat(names("output_of ([A-Z][A-Za-z]+)", script)).contains("Url", "SiteBucketName")
			.allSatisfy((name) -> assertThat(section(template, "Outputs")).contains("\n  " + name + ":"));
	}

	private static String section(String template, String name) {
		return template.replaceFirst("(?s).*\\n" + name + ":(\\n.*?)(\\n[A-Z].*|$)", "$1");
	}

	/// Those that are called, and those that they read.
	static List<Path> scripts() throws IOException {
		try (Stream<Path> files = Files.list(Path.of("src/workshop"))) {
			return files.filter((file) -> file.toString().matches(".*/([a-z]+|[a-z]+\\.sh)")).sorted().toList();
		}
	}

	/// In the scripts of the board's stack.
	private static Set<String> names(String pattern) throws IOException {
		return names(pattern, scripts().stream().filter((script) -> !script.equals(SERVERLESS)).toList());
	}

	private static Set<String> names(String pattern, List<Path> scripts) throws IOException {
		String commands = "";
		for (Path file : scripts) {
			commands += Files.readString(file);
		}
		return Pattern.compile(pattern)
			.matcher(commands)
			.results()
			.flatMap((match) -> Stream.of(match.group(1), match.group(match.groupCount())))
			.filter((name) -> name != null)
			.collect(Collectors.toSet());
	}

}
