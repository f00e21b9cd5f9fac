package dev.visitorboard.startup;

import java.util.Optional;
import java.util.stream.Stream;

import dev.visitorboard.lifecycle.StartupFailureException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/// Reports what an operator can mend as one line, where Spring Boot would print a banner or a stack trace.
@Order(Ordered.HIGHEST_PRECEDENCE)
class StartupFailureReporter implements SpringBootExceptionReporter {

	private static final Logger logger = LoggerFactory.getLogger(StartupFailureReporter.class);

	@Override
	public boolean reportException(Throwable failure) {
		Optional<String> line = explain(failure);
		line.ifPresent((text) -> logger.error("Visitor Board did not start. {}", text));
		return line.isPresent();
	}

	private static Optional<String> explain(Throwable failure) {
		return Stream.iterate(failure, (cause) -> cause != null, Throwable::getCause)
			.flatMap((cause) -> switch (cause) {
				case StartupFailureException ours -> Stream.of(String.valueOf(ours.getMessage()));
				case PortInUseException taken -> Stream.of(ListenPort.taken(taken.getPort()));
				default -> BadSetting.explain(cause).stream();
			})
			.findFirst();
	}

}
