package dev.visitorboard.startup;

import java.util.List;
import java.util.Optional;

import dev.visitorboard.lifecycle.StartupFailureException;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/// Looks at settings and port before anything is started: all mistakes are told at once, and a second instance on one
/// machine does not get as far as taking part in the counting.
class EarlyCheck implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

	@Override
	public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
		// The doctor reads settings too, but goes on when they are bad.
		if (event.getSpringApplication().getWebApplicationType() != WebApplicationType.SERVLET) {
			return;
		}
		Environment environment = event.getEnvironment();
		List<String> problems = Settings.problems(environment);
		if (!problems.isEmpty()) {
			throw new StartupFailureException(String.join(" ", problems));
		}
		Optional<String> taken = ListenPort.unavailable(environment);
		if (taken.isPresent()) {
			throw new StartupFailureException(taken.get());
		}
	}

}
