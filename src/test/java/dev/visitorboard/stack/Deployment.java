package dev.visitorboard.stack;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.visitorboard.testing.Command;

import static org.assertj.core.api.Assertions.assertThat;

/// A clone of a project with our commands and a template of its own, and an account in which they work.
final class Deployment {

	private static final List<String> UNSET = List.of("AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_SESSION_TOKEN",
			"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION", "AWS_DEFAULT_REGION");

	private static final String AWS = aws();

	private final Path folder;

	private final Path project;

	private final Map<String, String> environment = new HashMap<>();

	private Deployment(Path folder) {
		this.folder = folder;
		this.project = folder.resolve("project");
	}

	static Deployment in(Path folder, URI account, String template) throws IOException {
		Deployment deployment = new Deployment(folder);
		deployment.copyWorkshop(template);
		deployment.putProgramsBefore();
		deployment.lookWell();
		deployment.environment.putAll(Map.of("AWS_ENDPOINT_URL", account.toString(), "AWS_EC2_METADATA_DISABLED",
				"true", "AWS_CONFIG_FILE", "/dev/null", "AWS_SHARED_CREDENTIALS_FILE", "/dev/null", "AWS_MAX_ATTEMPTS",
				"1", "GIT_CONFIG_GLOBAL", "/dev/null", "GIT_CONFIG_COUNT", "1", "GIT_CONFIG_KEY_0",
				"url.file://" + folder.resolve("board.git") + ".insteadOf", "GIT_CONFIG_VALUE_0",
				"https://git.example/board.git"));
		deployment.commit();
		deployment.git("clone", "--quiet", "--bare", ".", folder.resolve("board.git").toString());
		deployment.git("remote", "add", "origin", "git@git.example:board.git");
		return deployment;
	}

	private void copyWorkshop(String template) throws IOException {
		Path workshop = Files.createDirectories(this.project.resolve("src/workshop"));
		try (Stream<Path> files = Files.list(Path.of("src/workshop"))) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				Files.copy(file, workshop.resolve(file.getFileName()));
			}
		}
		Path source = Files.createDirectories(this.project.resolve("src/main/cloudformation"));
		Files.writeString(source.resolve("visitor-board.yaml"), template);
	}

	/// Puts a file into the clone.
	/// @param path from its root
	void put(String path, String text) throws IOException {
		Path file = this.project.resolve(path);
		Files.createDirectories(file.getParent());
		Files.writeString(file, text);
	}

	/// An aws that knows states of a stack which moto, done at once with everything,
	/// never shows, and answers that a test has put there; and a sleep that nobody has to
	/// wait for.
	private void putProgramsBefore() throws IOException {
		Files.createDirectories(this.folder.resolve("bin"));
		Files.createDirectories(this.folder.resolve("answers"));
		program("sleep", "#!/bin/sh\nexit 0\n");
		program("aws", """
				#!/usr/bin/env bash
				if [[ -n ${REFUSAL-} ]]; then
				  printf '%%s\\n' "$REFUSAL" >&2
				  exit 254
				fi
				echo "$1 $2" >>'%3$s/calls'
				echo "$@" >'%3$s/arguments'
				for each in "$@"; do
				  if [[ $each == file://*/parameters ]]; then jq -c . "${each#file://}" >>'%3$s/calls'; fi
				done
				if [[ $1-$2 == cloudformation-describe-stacks && -s '%1$s' ]]; then
				  state=$(head -n 1 '%1$s')
				  tail -n +2 '%1$s' >'%1$s.rest'
				  mv '%1$s.rest' '%1$s'
				  [[ $state != absent ]] || { echo 'Stack with id visitor-board does not exist' >&2 && exit 254; }
				  echo "$state"
				  exit
				fi
				for answer in "%3$s/answers/$1-$2-${!#}" "%3$s/answers/$1-$2"; do
				  if [[ -f $answer.refused ]]; then cat "$answer.refused" >&2 && exit 254; fi
				  if [[ -f $answer ]]; then cat "$answer" && exit; fi
				done
				exec %2$s "$@"
				""".formatted(states(), AWS, this.folder));
	}

	/// By its Python, since what stands before it on some machines to choose a Python
	/// takes as long as the command itself.
	private static String aws() {
		Command python = Command.run("python3", "-c", "import awscli, sys; print(sys.executable)");
		return (python.exitCode() == 0) ? "'%s' -m awscli".formatted(python.output().strip())
				: "'%s'".formatted(Command.find("aws").orElse(Path.of("false")));
	}

	/// Puts a program before that of the machine.
	void program(String name, String text) throws IOException {
		Path program = Files.writeString(this.folder.resolve("bin").resolve(name), text);
		Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
	}

	private Path states() {
		return this.folder.resolve("states");
	}

	/// An account of which nothing stands in the way.
	private void lookWell() throws IOException {
		answer("ec2-describe-availability-zones", zones("us-east-1a", "us-east-1b", "us-east-1c", "us-east-1d"));
		answer("ec2-describe-instance-type-offerings", offers("us-east-1a", "us-east-1b", "us-east-1d"));
		answer("ec2-describe-instance-types", """
				{"InstanceTypes": [{"InstanceType": "t3.small", "FreeTierEligible": true,
				  "VCpuInfo": {"DefaultVCpus": 2}, "ProcessorInfo": {"SupportedArchitectures": ["x86_64"]}}]}""");
		answer("freetier-get-account-plan-state", "{\"accountPlanType\": \"PAID\"}");
		answer("ec2-get-ebs-default-kms-key-id", "{\"KmsKeyId\": \"alias/aws/ebs\"}");
		answer("iam-get-role", "{\"Role\": {}}");
		answer("iam-simulate-principal-policy", "{\"EvaluationResults\": []}");
		answer("cloudfront-list-distributions", "[]");
		answer("ec2-describe-managed-prefix-lists", "{\"PrefixLists\": [{\"PrefixListId\": \"pl-1234\"}]}");
		refuse("cloudformation-describe-stack-resource", "An error occurred (ValidationError): does not exist");
		refuse("cloudfront-describe-function", "An error occurred (NoSuchFunctionExists)");
	}

	static String zones(String... names) {
		return "{\"AvailabilityZones\": [%s]}"
			.formatted(Stream.of(names).map("{\"ZoneName\": \"%s\"}"::formatted).collect(Collectors.joining(",")));
	}

	static String offers(String... zones) {
		return "{\"InstanceTypeOfferings\": [%s]}"
			.formatted(Stream.of(zones).map("{\"Location\": \"%s\"}"::formatted).collect(Collectors.joining(",")));
	}

	/// Answers a command before the account is asked, until it is told otherwise.
	/// @param command such as `iam-get-role`, with or without its last argument
	void answer(String command, String answer) throws IOException {
		Files.deleteIfExists(answers(command + ".refused"));
		Files.writeString(answers(command), answer + "\n");
	}

	void refuse(String command, String reason) throws IOException {
		Files.writeString(answers(command + ".refused"), reason + "\n");
	}

	void forget(String command) throws IOException {
		Files.deleteIfExists(answers(command + ".refused"));
		Files.deleteIfExists(answers(command));
	}

	private Path answers(String name) {
		return this.folder.resolve("answers").resolve(name);
	}

	/// What aws was called for since the last time this was asked, and the parameters of
	/// stacks.
	List<String> calls() throws IOException {
		Path calls = this.folder.resolve("calls");
		List<String> lines = Files.exists(calls) ? Files.readAllLines(calls) : List.of();
		Files.deleteIfExists(calls);
		return lines;
	}

	String lastArguments() throws IOException {
		return Files.readString(this.folder.resolve("arguments"));
	}

	/// What the next questions for the stack are answered with, before the account is
	/// asked; `absent` is none.
	/// @param tag of which project the stack claims to be
	void nextStates(String tag, String... states) throws IOException {
		Files.write(states(), Stream.of(states).map((state) -> state.equals("absent") ? state : """
				{"Stacks": [{"StackName": "visitor-board", "StackStatus": "%s", "Tags": [{"Key": "project", \
				"Value": "%s"}]}]}""".formatted(state, tag)).toList());
	}

	boolean allStatesWereSeen() throws IOException {
		return Files.size(states()) == 0;
	}

	/// A commit that the origin does not have.
	void commit() {
		git("init", "--quiet", "--initial-branch=main");
		git("add", "--all");
		git("-c", "user.name=Test", "-c", "user.email=test@example.org", "commit", "--quiet", "--allow-empty",
				"--message=More");
	}

	void forgetCommit() {
		git("reset", "--quiet", "--hard", "HEAD~1");
	}

	private void git(String... arguments) {
		List<String> command = new ArrayList<>(List.of("git", "-C", this.project.toString()));
		command.addAll(List.of(arguments));
		Command git = Command.run(this.environment, command.toArray(String[]::new));
		assertThat(git.exitCode()).as(git.output()).isZero();
	}

	/// Runs a command of the workshop, or a program, with credentials and a region.
	Command run(String... command) {
		return runWith(
				Map.of("AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "test", "AWS_DEFAULT_REGION", "us-east-1"),
				command);
	}

	/// Runs it with these variables, and no credentials or region but theirs.
	Command runWith(Map<String, String> more, String... command) {
		List<String> whole = new ArrayList<>(List.of("env"));
		UNSET.forEach((name) -> whole.addAll(List.of("-u", name)));
		whole.add("PATH=" + this.folder.resolve("bin") + ":" + System.getenv("PATH"));
		more.forEach((name, value) -> whole.add(name + "=" + value));
		whole.addAll(List.of(command));
		Path script = this.project.resolve("src/workshop").resolve(command[0]);
		if (Files.exists(script)) {
			whole.set(whole.size() - command.length, script.toString());
		}
		return Command.run(this.environment, whole.toArray(String[]::new));
	}

}
