package dev.visitorboard.startup;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.util.unit.DataSize;

/// A setting that cannot be used, told by the environment variable it comes from and the rule it breaks. What is set
/// is not repeated: it may be a secret, pasted into the wrong variable.
final class BadSetting {

	private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)[:}]");

	private static final Map<Class<?>, String> RULES = Map.of(Duration.class, "a duration such as 15s or 500ms",
			Integer.class, "a whole number", int.class, "a whole number", Long.class, "a whole number", long.class,
			"a whole number", boolean.class, "true or false", URI.class,
			"an address such as https://dynamodb.eu-central-1.amazonaws.com", DataSize.class, "a size such as 16KB");

	private BadSetting() {
	}

	/// Explains a failure to read settings.
	/// @return empty when the failure is another one
	public static Optional<String> explain(Throwable failure) {
		return causes(failure).filter(BindException.class::isInstance)
			.map(BindException.class::cast)
			.reduce((_, inner) -> inner)
			.map(BadSetting::line);
	}

	private static String line(BindException failure) {
		Class<?> type = failure.getTarget().getType().resolve(Object.class);
		if (type.isAnnotationPresent(ConfigurationProperties.class)) {
			// Its constructor knows the rule and names the variable.
			return sentence(root(failure).getMessage());
		}
		return "%s must be %s.".formatted(variable(failure),
				RULES.getOrDefault(type, "a " + type.getSimpleName().toLowerCase(Locale.ROOT)));
	}

	private static String variable(BindException failure) {
		ConfigurationProperty property = failure.getProperty();
		if (property != null && property.getValue() instanceof CharSequence raw) {
			Matcher variable = VARIABLE.matcher(raw);
			if (variable.find()) {
				return variable.group(1);
			}
		}
		return failure.getName().toString();
	}

	private static String sentence(@Nullable String rule) {
		String text = String.valueOf(rule).strip().lines().findFirst().orElse("A setting cannot be used");
		return text.endsWith(".") ? text : text + ".";
	}

	private static Throwable root(Throwable failure) {
		return causes(failure).reduce(failure, (_, inner) -> inner);
	}

	private static Stream<Throwable> causes(Throwable failure) {
		return Stream.iterate(failure, (cause) -> cause != null, Throwable::getCause);
	}

}
