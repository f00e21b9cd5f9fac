package dev.visitorboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.visitorboard.testing.Command;
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
	void onlyReleaseAndDeploymentMayDoMoreThanRead() throws IOException {
		for (Path workflow : workflows()) {
			Map<?, ?> content = map(parse(workflow));
			assertThat(map(content.get("permissions")).values()).as(workflow.toString()).allMatch("read"::equals);
			map(content.get("jobs")).forEach((name, job) -> assertThat(permissions(job)).as("%s, %s", workflow, name)
				.isSubsetOf(allowed(String.valueOf(name))));
		}
		assertThat(permissions(job("release.yml", "deploy"))).contains("id-token=write");
	}

	private static List<String> allowed(String job) {
		return switch (job) {
			case "deploy" -> List.of("contents=read", "id-token=write");
			case "publish" -> List.of("attestations=write", "contents=write", "id-token=write");
			default -> List.of("contents=read");
		};
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
		Map<?, ?> deploy = job("release.yml", "deploy");
		assertThat(deploy.get("if")).isEqualTo("vars.AWS_DEPLOY_ROLE != '' && vars.AWS_REGION != ''");
		assertThat(deploy.get("needs")).isEqualTo("verify");
		assertThat(deploy.get("environment")).isEqualTo("production");
		assertThat(deploy.toString()).contains("src/workshop/up --stack", "role-to-assume")
			.doesNotContain("aws-access-key-id", "secrets.");
	}

	@Test
	void aTagIsPublishedWithItsProvenanceAfterItsTests() throws IOException {
		Map<?, ?> publish = job("release.yml", "publish");
		assertThat(publish.get("needs")).isEqualTo("verify");
		assertThat(publish.get("if")).isEqualTo("github.ref_type == 'tag'");
		assertThat(publish.toString()).containsSubsequence(".ci/release build", "actions/attest-build-provenance@",
				"target/release/SHA256SUMS", "gh release create", "release-notes.md");
	}

	@Test
	void itsNotesAreTheSubjectsOfItsCommits() {
		Command.require(Files.exists(Path.of(".git")), WorkflowTest.class, "this is no clone");
		Command notes = Command.run(".ci/release", "notes");
		assertThat(notes.exitCode()).as(notes.output()).isZero();
		assertThat(notes.output()).startsWith("## ").contains("\n- ", "SHA256SUMS");
	}

	/// A group holds one run that waits, and a further one ends it.
	@Test
	void noRunOfMainAndNoTagIsDroppedForALaterOne() throws IOException {
		assertThat(String.valueOf(map(map(parse(WORKFLOWS.resolve("ci.yml"))).get("concurrency")).get("group")))
			.contains("'pull_request' && github.ref || github.run_id");
		assertThat(map(parse(WORKFLOWS.resolve("release.yml"))).get("concurrency"))
			.isEqualTo(Map.of("group", "release", "cancel-in-progress", false, "queue", "max"));
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
