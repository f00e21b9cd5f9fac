package dev.visitorboard.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpServer;
import dev.visitorboard.testing.BesideOthers;
import dev.visitorboard.testing.Command;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/// `up`, `status`, `asg`, `leftovers` and `down` on moto, with a smaller template and a server in the place of the board,
/// since moto starts no instance. See [Deployment] for what else it cannot show.
@TestInstance(Lifecycle.PER_CLASS)
@BesideOthers
@Order(1)
class CommandsIT {

	private final AtomicInteger asked = new AtomicInteger();

	private HttpServer board;

	private Moto moto;

	private Deployment deployment;

	@BeforeAll
	void start(@TempDir Path folder) throws IOException {
		Command.require(CommandsIT.class, "moto_server", "aws", "jq", "git", "curl", "bash");
		this.moto = Moto.start(CommandsIT.class);
		this.board = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.board.createContext("/health", (exchange) -> {
			exchange.getResponseHeaders().set("X-Served-By", "i-test");
			// As a load balancer answers before it has an instance.
			exchange.sendResponseHeaders((this.asked.incrementAndGet() > 2) ? 200 : 503, -1);
			exchange.close();
		});
		this.board.start();
		byte[] template = CommandsIT.class.getResourceAsStream("stand-in.yaml").readAllBytes();
		this.deployment = Deployment.in(folder, this.moto.uri(),
				new String(template, StandardCharsets.UTF_8).replace("@URL@", url()));
	}

	@AfterAll
	void stop() {
		if (this.moto != null) {
			this.moto.close();
		}
		if (this.board != null) {
			this.board.stop(0);
		}
	}

	private String url() {
		return "http://127.0.0.1:%d/".formatted(this.board.getAddress().getPort());
	}

	@Test
	void aStackComesIsSeenChangesAndGoesWithoutATrace() throws IOException {
		comesThoughAnEarlierRunWasInterruptedAndFailed();
		isSeen();
		changesWhatItIsToldAndKeepsTheRest();
		isNotRemovedByMistake();
		goesWithAllThatBelongsToIt();
	}

	private void comesThoughAnEarlierRunWasInterruptedAndFailed() throws IOException {
		this.deployment.nextStates("visitor-board", "CREATE_IN_PROGRESS", "CREATE_IN_PROGRESS", "ROLLBACK_IN_PROGRESS",
				"ROLLBACK_COMPLETE", "ROLLBACK_COMPLETE");
		this.deployment.refuse("budgets-create-budget",
				"An error occurred (AccessDeniedException): Account 1 is a linked account");
		Command up = this.deployment.run("up", "--posts-per-minute", "0");

		assertThat(up.exitCode()).as(up.output()).isZero();
		assertThat(this.deployment.allStatesWereSeen()).isTrue();
		assertThat(up.output()).containsSubsequence("Account 123456789012, region us-east-1", "bytes, valid",
				"source: https://git.example/board.git at ", "zones: us-east-1a,us-east-1b,us-east-1d",
				"networks       1 of 5 used", "HTTPS by CloudFront", "The stack is at CREATE_IN_PROGRESS; waiting",
				"The stack is at ROLLBACK_COMPLETE, so its creation never succeeded: removing it", "t3.small 0.0208",
				"0.13 with 2, 0.13 with 2, 0.36 with 10 instances", "is being created",
				"Note: no budget watches the costs", "is a linked account", "status 503", "It answers, by i-test",
				"The board:         " + url());
		assertThat(this.deployment.calls()).anyMatch((parameters) -> parameters.contains("\"yes\"")
				&& parameters.contains("pl-1234") && parameters.contains("us-east-1a,us-east-1b,us-east-1d"));
	}

	private void isSeen() {
		Command status = this.deployment.run("status");
		assertThat(status.exitCode()).as(status.output()).isZero();
		assertThat(status.output()).contains("stack      visitor-board CREATE_COMPLETE", "answers 200, by i-test",
				"desired 2 (2 to 10), in service 2", "image      ami-12c6146b", "alarms     none rings");

		Command leftovers = this.deployment.run("leftovers");
		assertThat(leftovers.exitCode()).as(leftovers.output()).isEqualTo(1);
		assertThat(leftovers.output())
			.contains("instance t3.small running", "visitor-board-Table-", "0.0516 an hour",
					"a stack, which src/workshop/down removes: visitor-board")
			.doesNotContain("Not looked up");
	}

	private void changesWhatItIsToldAndKeepsTheRest() throws IOException {
		this.deployment.forget("budgets-create-budget");
		Command up = this.deployment.run("up", "--max", "4");
		assertThat(up.exitCode()).as(up.output()).isZero();
		assertThat(up.output()).contains("is being updated", "with 4 instances", "Budget: 50 USD a month")
			.doesNotContain("zones:", "more needed");

		Command asg = this.deployment.run("asg");
		assertThat(asg.exitCode()).as(asg.output()).isZero();
		assertThat(asg.output()).contains("desired 2 (2 to 4), in service 2: us-east-1a 2", "InService", "Healthy");

		Command stack = this.deployment.run("aws", "cloudformation", "describe-stacks", "--output", "text", "--query",
				"Stacks[0].Parameters[?ParameterKey=='PostsPerMinute'].ParameterValue");
		assertThat(stack.output()).isEqualToIgnoringNewLines("0");
		assertThat(this.deployment.run("status").output()).contains("of 50 USD this month");
	}

	private void isNotRemovedByMistake() {
		Command asking = this.deployment.run("down");
		assertThat(asking.exitCode()).isEqualTo(2);
		assertThat(asking.output()).contains("1  AWS::DynamoDB::Table", "goes with all messages",
				"Nothing was removed.");

		String table = asking.output().replaceFirst("(?s).*The table (\\S+) goes.*", "$1");
		Command protect = this.deployment.run("aws", "dynamodb", "update-table", "--table-name", table,
				"--deletion-protection-enabled");
		assertThat(protect.exitCode()).as(protect.output()).isZero();
		Command refused = this.deployment.run("down", "--yes");
		assertThat(refused.exitCode()).isEqualTo(1);
		assertThat(refused.output()).contains("is protected from deletion, so nothing was removed: add --unprotect");
	}

	private void goesWithAllThatBelongsToIt() throws IOException {
		Command build = this.deployment.run("bash", "-c",
				"aws s3 cp \"$0\" \"s3://$(aws s3 ls | sed 's/.* //')/builds/board.jar\"", "/etc/hosts");
		assertThat(build.exitCode()).as(build.output()).isZero();
		this.deployment.nextStates("visitor-board", "UPDATE_IN_PROGRESS");
		// Of an index that lists for hours what is gone. moto leaves the target group.
		this.deployment.answer("resourcegroupstaggingapi-get-resources",
				this.deployment
					.run("aws", "resourcegroupstaggingapi", "get-resources", "--query",
							"ResourceTagMappingList[].ResourceARN | [?!contains(@, 'targetgroup')]")
					.output());
		Command down = this.deployment.run("down", "--yes", "--unprotect");

		assertThat(down.exitCode()).as(down.output()).isZero();
		assertThat(down.output()).containsSubsequence("The stack is at UPDATE_IN_PROGRESS; waiting",
				"The table is not protected any more", "is being removed", "The stack visitor-board is gone",
				"The budget visitor-board-us-east-1 is gone", "Nothing of Visitor Board is left in us-east-1.");
	}

	@Test
	void whatStandsInTheWayIsSaidBeforeAnythingIsMade() throws IOException {
		refused(2, "the template has no parameter Colour", "up", "--parameter", "Colour=red");
		this.deployment.nextStates("somebody-else", "CREATE_COMPLETE");
		refused(2, "has no tag project=visitor-board, so it is none of ours", "down", "--yes");
		refused(1, "there is no stack absent in us-east-1", "status", "--stack", "absent");
	}

	@Test
	void whatAwsRefusesIsSaidWithWhatToDo() {
		Map<String, String> credentials = Map.of("AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "test");
		Map<String, String> region = Map.of("AWS_REGION", "us-east-1");

		assertThat(this.deployment.runWith(credentials, "up").output()).contains("up: no region: say which");
		assertThat(this.deployment.runWith(region, "status").output()).contains("Unable to locate credentials",
				"CloudShell has them by itself");
		Map<String, String> unreachable = new HashMap<>(credentials);
		unreachable.put("AWS_ENDPOINT_URL", "http://127.0.0.1:1");
		assertThat(this.deployment.runWith(unreachable, "leftovers", "--region", "us-east-1").output())
			.contains("AWS cannot be reached: is there a network, and is us-east-1 a region?");
		Command denied = this.deployment.runWith(Map.of("REFUSAL",
				"An error occurred (AccessDenied) when calling X: not authorized", "AWS_REGION", "eu-west-1"), "down");
		assertThat(denied.output()).contains("(AccessDenied)", "You may not do that.");
		assertThat(denied.exitCode()).isEqualTo(2);
	}

	private void refused(int exitCode, String reason, String... command) {
		Command refused = this.deployment.run(command);

		assertThat(refused.output()).contains(reason);
		assertThat(refused.exitCode()).isEqualTo(exitCode);
	}

}
