package dev.visitorboard.startup;

import java.util.List;
import java.util.Set;

import org.springframework.boot.SpringBootVersion;
import org.springframework.core.env.Environment;

/// What a start needs of this process and its environment.
final class ProcessLayers {

	static final String SETTINGS = "settings";

	private final Environment environment;

	ProcessLayers(Environment environment) {
		this.environment = environment;
	}

	List<Layer> all() {
		return List.of(Layer.of("Java", Set.of(), ProcessLayers::java),
				new Layer(SETTINGS, Set.of(), Layer.LIMIT, this::settings),
				Layer.of("instance", Set.of(SETTINGS), this::instance),
				Layer.of("signing key", Set.of(SETTINGS), this::signingKey),
				Layer.of("instructor's token", Set.of(SETTINGS), this::instructorToken),
				Layer.of("port", Set.of(SETTINGS), this::port));
	}

	private static Finding java() {
		return Finding.ok("Java %s, Spring Boot %s".formatted(Runtime.version(), SpringBootVersion.getVersion()));
	}

	private List<Finding> settings() {
		List<String> problems = Settings.problems(this.environment);
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

	private Finding signingKey() {
		return this.environment.getProperty("board.signing.key", "").isBlank() ? Finding
			.note("signing key: BOARD_SIGNING_KEY is not set, so what this instance signs is worth nothing to others")
				: Finding.ok("signing key (BOARD_SIGNING_KEY)");
	}

	private Finding instructorToken() {
		return this.environment.getProperty("board.instructor.token", "").isBlank()
				? Finding.note("instructor's token: BOARD_ADMIN_TOKEN is not set, so nobody can hide messages")
				: Finding.ok("instructor's token (BOARD_ADMIN_TOKEN)");
	}

	private Finding port() {
		int port = ListenPort.of(this.environment);
		String free = (port == ListenPort.ANY) ? "port: any that is free (PORT)"
				: "port %d is free (PORT)".formatted(port);
		return ListenPort.unavailable(this.environment).map(Finding::fail).orElseGet(() -> Finding.ok(free));
	}

}
