package dev.visitorboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/// What GitHub runs for us: nobody can run it here, so at least nobody else can come in through it.
class WorkflowTest {

	private static final Path WORKFLOWS = Path.of(".github", "workflows");

	@Test
	void everyActionOfOthersIsPinnedByItsCommitWithItsVersionBeside() throws IOException {
		for (Path workflow : workflows()) {
			assertThat(Files.readString(workflow).lines().filter((line) -> line.contains("uses:")))
				.as(workflow.toString())
				.isNotEmpty()
				.allMatch((line) -> line.matches(".*uses: [\\w./-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+")
						|| line.matches(".*uses: \\./\\.github/workflows/\\w+\\.yml"));
		}
	}

	@Test
	void noJobMayWriteAnythingAndOnlyTheDeploymentGetsAToken() throws IOException {
		for (Path workflow : workflows()) {
			Map<?, ?> content = map(parse(workflow));
			assertThat(map(content.get("permissions")).values()).as(workflow.toString()).allMatch("read"::equals);
			map(content.get("jobs")).forEach((name, job) -> assertThat(permissions(job)).as("%s, %s", workflow, name)
				.isSubsetOf(
						"deploy".equals(name) ? List.of("contents=read", "id-token=write") : List.of("contents=read")));
		}
		assertThat(permissions(job("release.yml", "deploy"))).contains("id-token=write");
	}

	/// What others chose, such as a branch's name, would be part of the script.
	@Test
	void noExpressionIsPutIntoAScript() throws IOException {
		for (Path workflow : workflows()) {
			for (Map<?, ?> step : steps(workflow)) {
				assertThat(String.valueOf(step.get("run"))).as(workflow.toString()).doesNotContain("${{");
			}
		}
	}

	@Test
	void noCheckoutLeavesItsTokenBehindAndNoJobRunsWithoutEnd() throws IOException {
		for (Path workflow : workflows()) {
			assertThat(steps(workflow)).as(workflow.toString())
				.filteredOn((step) -> String.valueOf(step.get("uses")).startsWith("actions/checkout@"))
				.isNotEmpty()
				.allSatisfy((step) -> assertThat(map(step.get("with")).get("persist-credentials")).isEqualTo(false));
			assertThat(map(map(parse(workflow)).get("jobs")).values()).as(workflow.toString())
				.allMatch((job) -> map(job).containsKey("uses") || map(job).get("timeout-minutes") instanceof Integer);
		}
	}

	@Test
	void aCommitPassesWhatTheReadmeAsksForAndWithEveryToolThere() throws IOException {
		assertThat(steps(WORKFLOWS.resolve("ci.yml")))
			.anyMatch((step) -> String.valueOf(step.get("run")).contains(".ci/debian && .ci/run"));
		assertThat(Path.of(".ci/run")).isExecutable().content().contains("## Test it", "README.md");
		assertThat(Path.of(".ci/debian")).isExecutable().content().contains(".ci/requirements.txt");
		assertThat(Path.of(".ci/requirements.txt")).content().matches("(?:[a-z-]+(?:\\[[a-z,]+])?==[0-9.]+\\n)+");
	}

	@Test
	void theReleaseIsOffUntilItsVariablesAreSetAndDeploysAsPeopleDo() throws IOException {
		for (String job : List.of("verify", "deploy")) {
			assertThat(job("release.yml", job).get("if")).as(job)
				.isEqualTo("vars.AWS_DEPLOY_ROLE != '' && vars.AWS_REGION != ''");
		}
		Map<?, ?> deploy = job("release.yml", "deploy");
		assertThat(deploy.get("needs")).isEqualTo("verify");
		assertThat(deploy.get("environment")).isEqualTo("production");
		assertThat(deploy.toString()).contains("src/workshop/up --stack", "role-to-assume")
			.doesNotContain("aws-access-key-id", "secrets.");
	}

	@Test
	void newVersionsOfAllThatIsPinnedAreProposed() throws IOException {
		assertThat(Files.readString(Path.of(".github", "dependabot.yml"))).contains("package-ecosystem: github-actions",
				"package-ecosystem: maven", "package-ecosystem: pip");
		assertThat(map(parse(Path.of(".github", "dependabot.yml"))).get("version")).isEqualTo(2);
	}

	private static List<Path> workflows() throws IOException {
		try (Stream<Path> files = Files.list(WORKFLOWS)) {
			List<Path> workflows = files.sorted().toList();
			assertThat(workflows).contains(WORKFLOWS.resolve("ci.yml"), WORKFLOWS.resolve("release.yml"));
			return workflows;
		}
	}

	private static Map<?, ?> job(String workflow, String name) throws IOException {
		return map(map(map(parse(WORKFLOWS.resolve(workflow))).get("jobs")).get(name));
	}

	private static List<? extends Map<?, ?>> steps(Path workflow) throws IOException {
		return map(map(parse(workflow)).get("jobs")).values()
			.stream()
			.flatMap((job) -> (map(job).get("steps") instanceof List<?> steps) ? steps.stream() : Stream.empty())
			.map(WorkflowTest::map)
			.toList();
	}

	private static List<String> permissions(Object job) {
		return (map(job).get("permissions") instanceof Map<?, ?> permissions)
				? new TreeMap<>(permissions).entrySet().stream().map(Object::toString).toList() : List.of();
	}

	private static Object parse(Path file) throws IOException {
		return new Yaml().load(Files.readString(file));
	}

	private static Map<?, ?> map(@Nullable Object value) {
		return (value instanceof Map<?, ?> map) ? map : fail("%s is no mapping", value);
	}

}
