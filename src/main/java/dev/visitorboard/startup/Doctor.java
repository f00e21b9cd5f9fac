package dev.visitorboard.startup;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/// Looks at everything that a start needs, starts and changes nothing, and prints a line for each finding as it comes.
public final class Doctor {

	/// What the table may take in all: each of its calls has a limit of its own.
	private static final int TABLE_CALLS = 5;

	private final Environment environment;

	private final PrintStream out = System.out;

	private Duration patience = Duration.ofSeconds(2);

	private boolean well = true;

	private Doctor(Environment environment) {
		this.environment = environment;
	}

	/// Looks at what these arguments and the environment would start.
	/// @return whether an instance would start and serve
	public static boolean examine(String... arguments) {
		// Nothing is logged, only printed.
		LoggingSystem.get(Doctor.class.getClassLoader()).beforeInitialize();
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(arguments));
		ConfigDataEnvironmentPostProcessor.applyTo(environment);
		return new Doctor(environment).examine();
	}

	private boolean examine() {
		look("Java", true, () -> Finding
			.ok("Java %s, Spring Boot %s".formatted(Runtime.version(), SpringBootVersion.getVersion())));
		boolean settings = tell(settings());
		look("instance", settings, this::instance);
		look("signing key", settings, () -> secret("signing key", "board.signing.key", "BOARD_SIGNING_KEY",
				"what this instance signs is worth nothing to others"));
		look("instructor's token", settings, () -> secret("instructor's token", "board.instructor.token",
				"BOARD_ADMIN_TOKEN", "nobody can hide messages"));
		look("port", settings, this::port);
		DynamoDbCheck dynamoDb = new DynamoDbCheck(this.environment, Clock.systemUTC());
		if (settings) {
			this.patience = dynamoDb.patience();
		}
		boolean region = look("region", settings, dynamoDb::region);
		boolean credentials = look("credentials", true, dynamoDb::credentials);
		boolean name = look("DynamoDB's name", region, dynamoDb::name);
		boolean port = look("DynamoDB's port", name, dynamoDb::port);
		boolean answer = look("DynamoDB's answer", port, dynamoDb::answer);
		look("clock", answer, dynamoDb::clock);
		look("table", answer && credentials, this.patience.multipliedBy(TABLE_CALLS), dynamoDb::table);
		return this.well;
	}

	private boolean look(String name, boolean possible, Callable<Finding> look) {
		return look(name, possible, this.patience, () -> List.of(look.call()));
	}

	private boolean look(String name, boolean possible, Duration limit, Callable<List<Finding>> look) {
		return tell(possible ? within(limit, name, look) : List.of(Finding.skip(name)));
	}

	private boolean tell(List<Finding> findings) {
		findings.forEach((finding) -> this.out.printf("%-5s%s%n", finding.verdict(), finding.text()));
		boolean good = findings.stream().allMatch(Finding::isWell);
		this.well &= good;
		return good;
	}

	private static List<Finding> within(Duration limit, String name, Callable<List<Finding>> look) {
		FutureTask<List<Finding>> task = new FutureTask<>(look);
		// What hangs is left behind: the process ends soon.
		Thread.ofVirtual().start(task);
		try {
			return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException _) {
			return List
				.of(Finding.fail("%s: nothing within %d s: check the network.".formatted(name, limit.toSeconds())));
		}
		catch (ExecutionException | InterruptedException ex) {
			return List.of(Finding.fail("%s: %s".formatted(name, ex)));
		}
	}

	private List<Finding> settings() {
		List<String> problems = SettingsCheck.problems(this.environment);
		return problems.isEmpty() ? List.of(Finding.ok("settings can be read"))
				: problems.stream().map(Finding::fail).toList();
	}

	private Finding instance() {
		String id = this.environment.getProperty("board.instance.id", "");
		String zone = this.environment.getProperty("board.instance.zone", "");
		String where = zone.isBlank() ? "" : " in %s (AVAILABILITY_ZONE)".formatted(zone);
		return id.isBlank() ? Finding.note("instance: the host name stands in for INSTANCE_ID" + where)
				: Finding.ok("instance %s (INSTANCE_ID)%s".formatted(id, where));
	}

	private Finding secret(String name, String property, String variable, String without) {
		return this.environment.getProperty(property, "").isBlank()
				? Finding.note("%s: %s is not set, so %s".formatted(name, variable, without))
				: Finding.ok("%s (%s)".formatted(name, variable));
	}

	private Finding port() {
		int port = ListenPort.of(this.environment);
		String free = (port == 0) ? "port: any that is free (PORT)" : "port %d is free (PORT)".formatted(port);
		return ListenPort.unavailable(this.environment).map(Finding::fail).orElseGet(() -> Finding.ok(free));
	}

}
