package dev.visitorboard.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

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

/// `serverless up`, `status` and `down` on moto, with a smaller template and a server in the place of the API.
@TestInstance(Lifecycle.PER_CLASS)
@BesideOthers
@Order(1)
class ServerlessCommandsIT {

	private HttpServer api;

	private Moto moto;

	private Deployment deployment;

	@BeforeAll
	void start(@TempDir Path folder) throws IOException {
		Command.require(ServerlessCommandsIT.class, "moto_server", "aws", "jq", "git", "curl", "bash");
		this.moto = Moto.start(ServerlessCommandsIT.class);
		this.api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.api.createContext("/health", (exchange) -> {
			exchange.getResponseHeaders().set("X-Served-By", "fn-test");
			exchange.sendResponseHeaders(200, -1);
			exchange.close();
		});
		this.api.start();
		this.deployment = Deployment.in(folder, this.moto.uri(), "");
		this.deployment.put("src/main/cloudformation/serverless.yaml", template());
		this.deployment.put("src/main/site/index.html", "<!DOCTYPE html>");
		this.deployment.put("src/main/resources/static/icon.svg", "<svg/>");
		this.deployment.answer("cloudfront-create-invalidation", "{}");
		this.deployment.answer("lambda-get-alias",
				"{\"FunctionVersion\": \"1\", \"RoutingConfig\": {\"AdditionalVersionWeights\": {\"2\": 0.1}}}");
	}

	private String template() throws IOException {
		byte[] text = ServerlessCommandsIT.class.getResourceAsStream("stand-in-serverless.yaml").readAllBytes();
		return new String(text, StandardCharsets.UTF_8).replace("@URL@",
				"http://127.0.0.1:%d/".formatted(this.api.getAddress().getPort()));
	}

	@AfterAll
	void stop() {
		if (this.moto != null) {
			this.moto.close();
		}
		if (this.api != null) {
			this.api.stop(0);
		}
	}

	@Test
	void theCounterComesIsSeenAndGoesWithoutATrace() throws IOException {
		assertThat(this.deployment.run("serverless", "up").output())
			.contains("make it with \"mvn -DskipTests package\"");
		this.deployment.put("target/visitor-board-function.zip", "a zip");
		Command up = this.deployment.run("serverless", "up", "--parameter", "MemorySize=768");
		assertThat(up.exitCode()).as(up.output()).isZero();
		assertThat(up.output()).containsSubsequence("Account 123456789012, region us-east-1", "bytes, valid",
				"The function lies in s3://visitor-counter-code-123456789012-us-east-1/function-", "is being created",
				"The page lies in s3://", "It answers, by fn-test", "serverless down --region us-east-1");
		assertThat(this.deployment.calls()).anyMatch((parameters) -> parameters.contains("768")
				&& parameters.contains("visitor-counter-code-123456789012-us-east-1"));

		Command status = this.deployment.run("serverless", "status");
		assertThat(status.exitCode()).as(status.output()).isZero();
		assertThat(status.output()).contains("stack      visitor-counter CREATE_COMPLETE", "answers 200, by fn-test",
				"version    1, 10% go to 2", "alarms     none rings");

		Command asking = this.deployment.run("serverless", "down");
		assertThat(asking.exitCode()).isEqualTo(2);
		assertThat(asking.output()).contains("with its page and its count?", "Nothing was removed.");

		Command down = this.deployment.run("serverless", "down", "--yes");
		assertThat(down.exitCode()).as(down.output()).isZero();
		assertThat(down.output()).contains("The bucket visitor-counter-code-123456789012-us-east-1 is gone",
				"The stack visitor-counter is gone", "Nothing of Visitor Board is left in us-east-1.");
	}

	@Test
	void howItIsCalledIsChecked() {
		for (String[] wrong : new String[][] { { "serverless" }, { "serverless", "upp" },
				{ "serverless", "up", "--colour", "red" }, { "serverless", "status", "--stack", "1" } }) {
			assertThat(this.deployment.run(wrong).exitCode()).as(String.join(" ", wrong)).isEqualTo(2);
		}
	}

}
