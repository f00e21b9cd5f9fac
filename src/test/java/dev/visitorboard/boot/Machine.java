package dev.visitorboard.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.visitorboard.testing.Command;
import dev.visitorboard.testing.Patience;

import static org.assertj.core.api.Assertions.assertThat;

/// An instance: a container with systemd and cloud-init as its first processes, metadata beside it, and userdata.sh as
/// its user data.
final class Machine implements AutoCloseable {

	static final String IMAGE = "visitor-board-boot";

	static final String REGION = "eu-central-1";

	static final String ID = "i-0123456789abcdef0";

	/// As a build takes when the machine has other things to do.
	private final Docker container;

	private Machine(Docker container) {
		this.container = container;
	}

	/// Powers one on.
	/// @param folder for its metadata
	/// @param tags besides those that every one of these tests has, or instead of them
	static Machine powerOn(Cloud cloud, Path folder, Map<String, String> tags) {
		Map<String, String> all = new TreeMap<>(Map.of("Name", "visitor-board", "board:REPOSITORY",
				"file:///srv/board.git", "board:AWS_ENDPOINT_URL_DYNAMODB", cloud.dynamoDb(), "board:TABLE_NAME",
				Cloud.TABLE, "board:DRAIN_TIME", "0s", "board:ARTIFACT_BUCKET", Cloud.BUCKET, "board:SIGNING_SECRET",
				"board/signing", "board:INSTRUCTOR_SECRET", "board/instructor", "board:LOG_GROUP",
				"/visitor-board/test"));
		all.putAll(Map.of("board:CLOUDWATCH_METRICS", "true", "board:AWS_ENDPOINT_URL_CLOUDWATCH", cloud.endpoint()));
		all.putAll(tags);
		try {
			writeMetadata(folder, all);
			return new Machine(Docker.run(arguments(cloud, folder)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void writeMetadata(Path folder, Map<String, String> tags) throws IOException {
		Map<String, String> texts = new TreeMap<>(Map.of("meta-data/instance-id", ID, "meta-data/ami-id", "ami-0123",
				"meta-data/instance-type", "t3.small", "meta-data/placement/region", REGION,
				"meta-data/placement/availability-zone", REGION + "a", "dynamic/instance-identity/document",
				"{\"region\": \"" + REGION + "\"}", "meta-data/iam/security-credentials/visitor-board",
				"""
						{"Code": "Success", "Type": "AWS-HMAC", "AccessKeyId": "ASIAEXAMPLE", "SecretAccessKey": "example",
						 "Token": "example", "LastUpdated": "2026-01-01T00:00:00Z", "Expiration": "2099-01-01T00:00:00Z"}"""));
		tags.forEach((key, value) -> texts.put("meta-data/tags/instance/" + key, value));
		for (Map.Entry<String, String> text : texts.entrySet()) {
			Path file = folder.resolve(text.getKey());
			Files.createDirectories(file.getParent());
			Files.writeString(file, text.getValue());
		}
	}

	private static List<String> arguments(Cloud cloud, Path folder) throws IOException {
		Path kept = Files.createDirectories(Path.of("target", "maven-central"));
		Path local = Path.of(System.getProperty("user.home"), ".m2", "repository");
		// Not --privileged, which some hosts that are containers themselves refuse.
		List<String> arguments = new ArrayList<>(
				List.of("--cap-add", "ALL", "--cap-drop", "SYS_RESOURCE", "--security-opt", "seccomp=unconfined",
						"--security-opt", "apparmor=unconfined", "--tmpfs", "/run:exec", "--tmpfs", "/run/lock",
						"--tmpfs", "/tmp:exec", "--env", "container=docker", "--env", "AWS=" + cloud.endpoint()));
		// Where the machine that tests has the first version of control groups.
		if (Files.isDirectory(Path.of("/sys/fs/cgroup/systemd"))) {
			mount(arguments, Path.of("/sys/fs/cgroup/systemd"), "/sys/fs/cgroup/systemd:rw");
		}
		mount(arguments, folder, "/srv/instance:ro");
		mount(arguments, Path.of("userdata.sh"), "/srv/userdata.sh:ro");
		mount(arguments, Path.of("src", "test", "boot"), "/srv/boot:ro");
		mount(arguments, SourceRepository.PATH, "/srv/board.git:ro");
		mount(arguments, Path.of(System.getProperty("java.home")), "/srv/jdk:ro");
		mount(arguments, Path.of(Cloud.python()), "/srv/python:ro");
		mount(arguments, local, "/srv/m2:ro");
		mount(arguments, kept, "/srv/kept");
		mount(arguments, Path.of("/etc/ssl/certs"), "/etc/ssl/certs:ro");
		arguments.addAll(List.of(IMAGE, "/srv/boot/power-on"));
		return arguments;
	}

	private static void mount(List<String> arguments, Path from, String to) {
		arguments.addAll(List.of("--volume", from.toAbsolutePath() + ":" + to));
	}

	/// Waits until cloud-init is at its end, one way or the other.
	/// @return what an operator reads in /var/log/cloud-init-output.log, from the user
	/// data on
	String awaitEnd() {
		awaitUntil("[[ -e /run/cloud-init/result.json ]]");
		String log = bash("cat /var/log/cloud-init-output.log");
		return log.substring(Math.max(log.indexOf("[visitor-board]"), 0));
	}

	/// From cloud-init's own start, before it has any user data, to the end of the user
	/// data, which is readiness where all went well.
	String secondsOfBoot() {
		return bash("""
				python3 -c 'import json
				stages = json.load(open("/run/cloud-init/status.json"))["v1"]
				print(round(stages["modules-final"]["finished"] - stages["init-local"]["start"], 1))'""");
	}

	String status() {
		return bash("cloud-init status || true");
	}

	/// What the load balancer's check is answered: a status, or 000 where nobody answers.
	String readiness() {
		return bash("/usr/bin/curl -s -m 5 -o /dev/null -w '%{http_code}'"
				+ " http://127.0.0.1:8080/actuator/health/readiness || true");
	}

	void awaitReady() {
		awaitUntil("/usr/bin/curl -sf -m 5 -o /dev/null http://127.0.0.1:8080/actuator/health/readiness");
	}

	/// Waits in there, since to ask again and again from out here takes a good part of a
	/// core.
	void awaitUntil(String condition) {
		Command wait = this.container.execute("timeout", Long.toString(Patience.LONGEST.toSeconds()), "bash", "-c",
				"until %s; do sleep 0.2; done".formatted(condition));
		assertThat(wait.exitCode()).as("%s, within %s: %s", condition, Patience.LONGEST, wait.output()).isZero();
	}

	/// The user data once more, with the environment that services have.
	String runUserDataAgain() {
		return bash("systemd-run --quiet --wait --pipe bash /var/lib/cloud/instance/scripts/part-001 2>&1");
	}

	String bash(String line) {
		return this.container.bash(line);
	}

	@Override
	public void close() {
		this.container.close();
	}

}
