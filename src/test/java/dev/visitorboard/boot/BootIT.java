package dev.visitorboard.boot;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.visitorboard.testing.BesideOthers;
import dev.visitorboard.testing.Command;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/// From cloud-init's start to readiness, on machines that are containers. They are not Amazon Linux and not EC2: dnf, the
/// CloudWatch agent and Maven Central are stand-ins (`src/test/boot`), AWS is moto and DynamoDB Local.
///
/// One instance builds the board, the next one takes what it built, and those that fail boot while the first one
/// trains the cache; each test asks one of them.
@BesideOthers
@Order(1)
class BootIT {

	private static final List<AutoCloseable> TO_CLOSE = new ArrayList<>();

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private static Path folder;

	@SuppressWarnings("NullAway.Init")
	private static Cloud cloud;

	@SuppressWarnings("NullAway.Init")
	private static Machine builder;

	@SuppressWarnings("NullAway.Init")
	private static Machine follower;

	@SuppressWarnings("NullAway.Init")
	private static Machine nowhere;

	@SuppressWarnings("NullAway.Init")
	private static Machine broken;

	@SuppressWarnings("NullAway.Init")
	private static Machine tableless;

	private static String building = "";

	private static String following = "";

	@BeforeAll
	static void powerOn() {
		Command.require(BootIT.class, "docker", "git", "python3");
		Command.require(Command.run("docker", "info").exitCode() == 0, BootIT.class, "no Docker engine answers");
		Command.require(Cloud.imagesAreThere(), BootIT.class,
				"an image is missing (.ci/docker-dynamodb, .ci/boot-image)");
		Command.require(!Cloud.python().isEmpty(), BootIT.class, "python3 has not both awscli and moto");
		SourceRepository.create();
		cloud = toClose(Cloud.start());
		// Idle for a minute, while the others boot.
		nowhere = machine("nowhere", Map.of("board:REPOSITORY", "file:///srv/nowhere.git", "test-rpm-lock", "60"));
		builder = machine("builder", Map.of());
		building = builder.awaitEnd();
		cloud.offer(SourceRepository.commit("broken"), SourceRepository.commit("main"));
		broken = machine("broken", Map.of("board:REVISION", "broken"));
		tableless = machine("tableless", Map.of("board:TABLE_NAME", "no-such-table"));
		builder.awaitUntil("[[ $(systemctl show -P ActiveState visitor-board-cache) == @(inactive|failed) ]]");
		follower = machine("follower", Map.of());
		following = follower.awaitEnd();
	}

	@AfterAll
	static void powerOff() throws Exception {
		for (AutoCloseable each : TO_CLOSE.reversed()) {
			each.close();
		}
	}

	@Test
	void theFirstInstanceBuildsTheBoardAndServesIt() {
		System.out.printf("From source, %s s from cloud-init's start to readiness:%n%s%n", builder.secondsOfBoot(),
				building);

		assertThat(building).contains("s packages", "s clone", "s maven", "s build", "s start", "s ready");
		assertThat(builder.status()).contains("done");
		assertThat(builder.readiness()).isEqualTo("200");
		assertThat(builder.bash("curl -si http://127.0.0.1:8080/")).contains("X-Served-By: " + Machine.ID);
		assertThat(cloud.offered()).contains(SourceRepository.commit("main") + "/visitor-board.tar")
			.anyMatch((name) -> name.endsWith(".aot"));
	}

	@Test
	void theServiceGetsItsTagsAndSecretsAndNobodyElseDoes() {
		String environment = builder
			.bash("cat /proc/$(systemctl show -P MainPID visitor-board)/environ | tr '\\0' '\\n'");

		assertThat(environment.lines()).contains("BOARD_SIGNING_KEY=" + Cloud.SIGNING_KEY, "TABLE_NAME=" + Cloud.TABLE,
				"INSTANCE_ID=" + Machine.ID, "INSTANCE_TYPE=t3.small", "AVAILABILITY_ZONE=eu-central-1a",
				"AWS_REGION=eu-central-1", "BOARD_VERSION=" + SourceRepository.commit("main"));
		assertThat(environment).containsPattern("BOOT_TIMELINE=([a-z-]+=\\d+\\.\\d,)*build=\\d+\\.\\d")
			.doesNotContain("SIGNING_SECRET", "INSTRUCTOR_SECRET", "ARTIFACT_BUCKET", "LOG_GROUP", "REPOSITORY");
		assertThat(builder.bash("stat -c '%a %U' /etc/visitor-board/environment")).isEqualTo("600 root");
		assertThat(builder.bash("ps -o user= -p $(systemctl show -P MainPID visitor-board)")).startsWith("visitor");
		assertThat(building).doesNotContain("0123456789-0123456789");
	}

	@Test
	void theLogsOfTheServiceAndOfTheBootAreShipped() {
		assertThat(builder.bash("cat /run/agent.json")).contains("\"/var/log/visitor-board.log\"",
				"\"/var/log/cloud-init-output.log\"", "\"/visitor-board/test\"", "{instance_id}/boot");
		builder.awaitUntil("grep -q '\"service\"' /var/log/visitor-board.log");
	}

	@Test
	void theServiceIsHardened() {
		String verdict = builder.bash("systemd-analyze security --no-pager --threshold=15 visitor-board | tail -n 1");

		assertThat(verdict).contains("OK");
	}

	@Test
	void aKilledServiceIsReadyAgain() {
		builder.awaitReady();
		String killed = builder.bash("systemctl show -P MainPID visitor-board");

		builder.bash("kill -9 " + killed);

		builder.awaitUntil("[[ $(systemctl show -P MainPID visitor-board) != @(0|" + killed + ") ]]");
		builder.awaitReady();
	}

	@Test
	void runningTheUserDataAgainChangesNothing() {
		String process = follower.bash("systemctl show -P MainPID visitor-board");

		String again = follower.runUserDataAgain();

		assertThat(again).contains("s ready").doesNotContain("s build", "s artifact");
		assertThat(follower.bash("systemctl show -P MainPID visitor-board")).isEqualTo(process);
	}

	@Test
	void theNextInstanceTakesWhatTheFirstOneBuiltWithTheCacheOfTheJvm() {
		System.out.printf("From the artifact, %s s from cloud-init's start to readiness:%n%s%n",
				follower.secondsOfBoot(), following);

		assertThat(following).contains("s artifact", "s ready").doesNotContain("s build", "not in");
		assertThat(follower.readiness()).isEqualTo("200");
		assertThat(follower.bash("grep -c visitor-board.aot /proc/$(systemctl show -P MainPID visitor-board)/maps"))
			.isNotEqualTo("0");
	}

	@Test
	void theCacheIsTrainedByRequestsThatTheTableDoesNotSee() {
		assertThat(builder.bash("journalctl -o cat -u visitor-board-cache")).containsPattern("trained by \\d+ rounds")
			.doesNotContain("not ready");
		assertThat(builder.bash("curl -s http://127.0.0.1:8080/messages")).doesNotContain("Message 0");
	}

	@Test
	void anInstanceTakesTheContextThatTheBuildHasMade() {
		assertThat(builder.bash("journalctl -o cat -u visitor-board")).contains("Starting AOT-processed");
		assertThat(builder.bash("curl -s -o /dev/null -w '%{http_code}' http://127.0.0.1:8080/moderation"))
			.isEqualTo("200");
	}

	@Test
	void packagesWaitForTheLockOfRpm() {
		assertThat(nowhere.awaitEnd()).contains(".rpm.lock").containsPattern("\\[visitor-board] [6-9]\\ds clone");
	}

	@Test
	void aRepositoryThatDoesNotExistIsNamed() {
		assertThat(failure(nowhere)).contains("board:REPOSITORY file:///srv/nowhere.git", "FAILED in step clone");
	}

	@Test
	void anInstanceSaysWhatItsBoardIsMadeOf() {
		assertThat(builder.bash("curl -s http://127.0.0.1:8080/actuator/sbom/application")).contains("CycloneDX",
				"pkg:maven/software.amazon.awssdk/dynamodb");
	}

	@Test
	void aBootSaysWhichImageAndJdkItHas() {
		assertThat(building).contains("ami-0123", "JAVA_RUNTIME_VERSION=\"25");
	}

	@Test
	void theArtifactOfAnotherCommitIsNotTaken() {
		assertThat(failure(broken))
			.contains(SourceRepository.commit("broken") + "/visitor-board.tar is of another commit", "s build");
	}

	@Test
	void aBuildThatFailsShowsTheCompilersError() {
		assertThat(failure(broken)).contains("Broken.java:[1,1]", "FAILED in step build");
	}

	@Test
	void aTableThatIsMissingIsNamed() {
		assertThat(failure(tableless)).contains("There is no table \\\"no-such-table\\\" in region eu-central-1",
				"FAILED in step start");
	}

	/// @return the operator's log of a machine whose boot must have failed
	private static String failure(Machine machine) {
		String log = machine.awaitEnd();
		assertThat(machine.status()).as(log).contains("error");
		assertThat(machine.readiness()).as(log).isEqualTo("000");
		return log;
	}

	private static Machine machine(String name, Map<String, String> tags) {
		return toClose(Machine.powerOn(cloud, folder.resolve(name), tags));
	}

	private static <T extends AutoCloseable> T toClose(T what) {
		TO_CLOSE.add(what);
		return what;
	}

}
