package dev.visitorboard.dynamodb;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/// Reports a [StartupFailureException] as one line, where Spring Boot would print a stack trace.
@Order(Ordered.HIGHEST_PRECEDENCE)
class StartupFailureReporter implements SpringBootExceptionReporter {

	private static final Logger logger = LoggerFactory.getLogger(StartupFailureReporter.class);

	@Override
	public boolean reportException(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof StartupFailureException startupFailure) {
				logger.error("Visitor Board did not start. {}", startupFailure.getMessage());
				return true;
			}
		}
		return false;
	}

}
