package dev.visitorboard.startup;

import dev.visitorboard.lifecycle.StartupFailureException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Puts the line that names a mistake and its fix into Spring Boot's report of a failed start.
class StartupFailureAnalyzer extends AbstractFailureAnalyzer<StartupFailureException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, StartupFailureException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
	}

}
