package dev.visitorboard.stack;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

import dev.visitorboard.testing.Command;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/// `drill`, by which the instructor token goes nowhere by plain HTTP.
class DrillCommandTest {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	@SuppressWarnings("NullAway.Init")
	private Deployment deployment;

	@BeforeEach
	void openAccount() throws IOException {
		Command.require(DrillCommandTest.class, "bash", "jq", "git");
		this.deployment = Deployment.in(this.folder, URI.create("http://127.0.0.1:1"), "Resources: {}\n");
		this.deployment.answer("sts-get-caller-identity", "123456789012\tarn:aws:iam::123456789012:user/ada");
		this.deployment.answer("secretsmanager-get-secret-value", "a-token-of-the-instructor");
		this.deployment.answer("autoscaling-describe-auto-scaling-groups", """
				{"AutoScalingGroups": [{"Instances": [{"LifecycleState": "Pending", "InstanceId": "i-1"},
				 {"LifecycleState": "InService", "InstanceId": "i-2"}]}]}""");
		this.deployment.program("session-manager-plugin", "#!/bin/sh\n");
		this.deployment.program("curl", """
				#!/bin/sh
				for each in "$@"; do case $each in @*) cat "${each#@}" >&3 ;; esac; done 3>>'%1$s'
				echo "$@" >>'%1$s'
				echo 201
				""".formatted(this.folder.resolve("asked")));
	}

	@Test
	void withPlainHttpAnInstanceOrdersItFromItself() throws IOException {
		isAt("http://board.example/");
		this.deployment.answer("ssm-start-session", "{\"state\": \"running\"}");

		Command drill = this.deployment.run("drill", "--intensity", "60", "--duration", "5m");

		assertThat(drill.exitCode()).as(drill.output()).isZero();
		assertThat(drill.output()).contains("The board has plain HTTP, so i-2 orders it from itself", "running");
		assertThat(this.deployment.calls()).contains("ssm start-session")
			.doesNotContain("secretsmanager get-secret-value");
		assertThat(this.folder.resolve("asked")).doesNotExist();
		assertThat(this.deployment.lastArguments()).contains("--target i-2",
				"-H \\\"Authorization: Bearer $BOARD_ADMIN_TOKEN\\\"",
				"http://127.0.0.1:8080/fleet/drill?intensity=60&duration=5m");
	}

	@Test
	void byHttpsTheTokenIsInNoArgument() throws IOException {
		isAt("https://board.example/");

		Command drill = this.deployment.run("drill", "--stop");

		assertThat(drill.exitCode()).as(drill.output()).isZero();
		assertThat(this.folder.resolve("asked")).content()
			.startsWith("Authorization: Bearer a-token-of-the-instructor\n")
			.containsOnlyOnce("a-token-of-the-instructor")
			.contains("--request DELETE", "https://board.example/fleet/drill\n");
	}

	private void isAt(String url) throws IOException {
		this.deployment.answer("cloudformation-describe-stacks", """
				{"Stacks": [{"StackStatus": "CREATE_COMPLETE", "Tags": [{"Key": "project", "Value": "visitor-board"}],
				 "Outputs": [{"OutputKey": "Url", "OutputValue": "%s"},
				  {"OutputKey": "AutoScalingGroupName", "OutputValue": "group"},
				  {"OutputKey": "InstructorSecretArn", "OutputValue": "arn"}]}]}""".formatted(url));
	}

}
