package dev.visitorboard.rehearsal;

import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

import dev.visitorboard.testing.JavaProcess;
import dev.visitorboard.testing.LocalDynamoDb;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.DefaultApplicationArguments;

/// The second session on one machine: `mvn -Prehearsal spring-boot:test-run`.
///
/// `--port=` moves the load balancer away from 8080, `--min=` and `--max=` bound the group (1 and 3), `--cores=` says how
/// much of a core counts as an instance (0.25), `--token=` is the instructor's, and `--hurried` waits less everywhere.
final class Rehearsal implements AutoCloseable {

	private static final String TABLE = "visitor-board";

	private final LocalDynamoDb dynamoDb;

	private final LoadBalancer balancer;

	private final ScalingGroup group;

	private final String token;

	private Rehearsal(LocalDynamoDb dynamoDb, LoadBalancer balancer, ScalingGroup group, String token) {
		this.dynamoDb = dynamoDb;
		this.balancer = balancer;
		this.group = group;
		this.token = token;
	}

	// Not public, so that Maven's development run does not wonder which of the two to
	// start.
	static void main(String[] args) {
		RehearsedInstance.endWithParent();
		try {
			Rehearsal rehearsal = start(new DefaultApplicationArguments(args), RehearsedInstance.arguments(),
					Rehearsal::say);
			Runtime.getRuntime().addShutdownHook(new Thread(rehearsal::close));
			rehearsal.introduce();
		}
		catch (IOException | IllegalArgumentException ex) {
			System.err.println("The rehearsal cannot begin: " + ex.getMessage());
			System.exit(1);
		}
	}

	/// Starts all of it.
	/// @param program what `java` needs to start the board
	/// @param news told what the scaling group does, a line at a time
	static Rehearsal start(ApplicationArguments arguments, List<String> program, Consumer<String> news)
			throws IOException {
		Rules rules = Rules.of(number(arguments, "min", 1), number(arguments, "max", 3));
		rules = arguments.containsOption("hurried") ? rules.hurried() : rules;
		String token = option(arguments, "token", random());
		LoadBalancer balancer = LoadBalancer.start(number(arguments, "port", 8080), rules.checkEvery(),
				rules.checkPatience());
		LocalDynamoDb dynamoDb = LocalDynamoDb.inMemory();
		LocalDynamoDb.createTable(dynamoDb.endpoint(), TABLE);
		ScalingGroup group = new ScalingGroup(rules, balancer, program,
				environment(dynamoDb.endpoint(), rules, token, option(arguments, "cores", "0.25")), news);
		group.start();
		return new Rehearsal(dynamoDb, balancer, group, token);
	}

	private static Map<String, String> environment(URI dynamoDb, Rules rules, String token, String cores) {
		Map<String, String> environment = new HashMap<>(JavaProcess.UNHURRIED);
		environment.putAll(Map.of("TABLE_NAME", TABLE, "AWS_REGION", "local", "AWS_ENDPOINT_URL_DYNAMODB",
				dynamoDb.toString(), "AWS_ACCESS_KEY_ID", "local", "AWS_SECRET_ACCESS_KEY", "local"));
		environment.putAll(Map.of("INSTANCE_TYPE", "rehearsal", "DRAIN_TIME", rules.drain().toSeconds() + "s",
				"POSTS_PER_MINUTE", "0", "BOARD_SIGNING_KEY", random(), "BOARD_ADMIN_TOKEN", token, "BOARD_FLEET_CPU",
				"process", "BOARD_FLEET_CORES", cores));
		return environment;
	}

	private static String random() {
		byte[] bytes = new byte[16];
		new SecureRandom().nextBytes(bytes);
		return HexFormat.of().formatHex(bytes);
	}

	private static int number(ApplicationArguments arguments, String name, int otherwise) {
		return Integer.parseInt(option(arguments, name, Integer.toString(otherwise)));
	}

	private static String option(ApplicationArguments arguments, String name, String otherwise) {
		var values = arguments.getOptionValues(name);
		return (values == null || values.isEmpty()) ? otherwise : values.getLast();
	}

	private static void say(String line) {
		System.out.printf("%s  %s%n",
				LocalTime.now(ZoneId.systemDefault()).format(DateTimeFormatter.ofPattern("HH:mm:ss")), line);
	}

	private void introduce() {
		System.out.printf("""

				A rehearsal of the second session: load balancer, scaling group and instances are processes on this
				machine, and nothing of it is AWS. An instance counts as a part of a core, seconds stand for the
				minutes that an Auto Scaling Group takes, and logs are in target/rehearsal.

				  board    %1$s/
				  fleet    %1$s/fleet
				  drill    curl -X POST -H 'Authorization: Bearer %2$s' %1$s/fleet/drill
				  no drill curl -X DELETE -H 'Authorization: Bearer %2$s' %1$s/fleet/drill
				  prove    src/workshop/prove %1$s --seconds 300

				End it with Ctrl+C.

				""", uri(), this.token);
	}

	URI uri() {
		return this.balancer.uri();
	}

	ScalingGroup group() {
		return this.group;
	}

	@Override
	public void close() {
		this.group.close();
		this.balancer.close();
		this.dynamoDb.close();
	}

}
