package dev.visitorboard.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.visitorboard.testing.BesideOthers;
import dev.visitorboard.testing.Command;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

@BesideOthers
class TerraformTest {

	private static final Path MODULE = Path.of("src", "main", "terraform");

	@Test
	void theModulePassesOnEveryParameterAndOutputOfTheTemplate() throws IOException {
		RenderedTemplate template = RenderedTemplate.render(TerraformTest.class);

		assertThat(matches("(?m)^    ([A-Z]\\w+) +=", "main.tf"))
			.containsExactlyInAnyOrderElementsOf(template.root().path("Parameters").propertyNames());
		assertThat(matches("\"([A-Z]\\w+)\"", "outputs.tf"))
			.containsExactlyInAnyOrderElementsOf(template.root().path("Outputs").propertyNames());
	}

	@Test
	void theModuleIsFormattedValidAndDoesWhatItsTestsSay(@TempDir Path copy) throws IOException {
		Command.require(TerraformTest.class, "terraform");
		copyTo(copy);
		assertPasses(terraform(copy, "fmt", "-check", "-diff", "-recursive"));
		Command init = terraform(copy, "init", "-input=false");
		Command.require(init.exitCode() == 0, TerraformTest.class,
				"Terraform's provider for AWS cannot be had: " + init.output());

		assertPasses(terraform(copy, "validate"));
		assertPasses(terraform(copy, "test"));
	}

	private static Command terraform(Path folder, String... arguments) {
		return Command.run(
				Stream.concat(Stream.of("terraform", "-chdir=" + folder), Stream.of(arguments)).toArray(String[]::new));
	}

	private static void assertPasses(Command command) {
		assertThat(command.exitCode()).as(command.output()).isZero();
	}

	/// Terraform writes beside what it reads.
	private static void copyTo(Path folder) throws IOException {
		try (Stream<Path> files = Files.walk(MODULE)) {
			for (Path file : files.filter((path) -> path.toString().matches(".*\\.(tf|hcl)")).toList()) {
				Path target = folder.resolve(MODULE.relativize(file));
				Files.createDirectories(target.getParent());
				Files.copy(file, target);
			}
		}
	}

	private static Set<String> matches(String pattern, String file) throws IOException {
		return Pattern.compile(pattern)
			.matcher(Files.readString(MODULE.resolve(file)))
			.results()
			.map((match) -> match.group(1))
			.collect(Collectors.toSet());
	}

}
