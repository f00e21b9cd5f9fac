package dev.visitorboard.startup;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.visitorboard.lifecycle.StartupFailureException;

import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.Environment;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.util.unit.DataSize;

/// Looks at all settings and at the port before anything starts. Spring Boot would stop at the first mistake, and print
/// what is set, which may be a secret. A second instance on the same port ends before its first heartbeat.
class SettingsCheck implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

	private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)[:}]");

	private static final Map<Class<?>, String> RULES = Map.of(Duration.class, "a duration such as 15s or 500ms",
			int.class, "a whole number", URI.class, "an address such as https://dynamodb.eu-central-1.amazonaws.com",
			DataSize.class, "a size such as 16KB");

	@Override
	public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
		List<String> problems = problems(event.getEnvironment());
		if (problems.isEmpty()) {
			problems = ListenPort.unavailable(event.getEnvironment()).stream().toList();
		}
		if (!problems.isEmpty()) {
			throw new StartupFailureException(String.join(" ", problems));
		}
	}

	/// What cannot be used: a line each, with the variable and its rule.
	static List<String> problems(Environment environment) {
		ClassPathScanningCandidateComponentProvider scan = new ClassPathScanningCandidateComponentProvider(false);
		scan.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
		Stream<String> problems = scan.findCandidateComponents("dev.visitorboard")
			.stream()
			.map((found) -> ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null))
			.flatMap((type) -> problem(environment, type).stream());
		return Stream.concat(ListenPort.misread(environment).stream(), problems).sorted().toList();
	}

	private static Optional<String> problem(Environment environment, Class<?> type) {
		try {
			Binder.get(environment).bindOrCreate(type.getAnnotation(ConfigurationProperties.class).value(), type);
			return Optional.empty();
		}
		catch (BindException ex) {
			return Optional.of(explain(ex));
		}
	}

	private static String explain(BindException failure) {
		if (failure.getCause() instanceof BindException inner) {
			return explain(inner);
		}
		Class<?> type = failure.getTarget().getType().resolve(Object.class);
		if (type.isAnnotationPresent(ConfigurationProperties.class)) {
			// Its constructor knows the rule and names the variable.
			return NestedExceptionUtils.getMostSpecificCause(failure).getMessage() + ".";
		}
		return "%s must be %s.".formatted(variable(failure),
				RULES.getOrDefault(type, "a " + type.getSimpleName().toLowerCase(Locale.ROOT)));
	}

	private static String variable(BindException failure) {
		ConfigurationProperty property = failure.getProperty();
		Matcher variable = VARIABLE.matcher((property != null) ? Objects.toString(property.getValue()) : "");
		return variable.find() ? variable.group(1) : failure.getName().toString();
	}

}
