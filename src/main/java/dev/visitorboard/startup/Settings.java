package dev.visitorboard.startup;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.Environment;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/// All settings of the board, whichever feature they belong to.
final class Settings {

	private static final String BOARD = "dev.visitorboard";

	private Settings() {
	}

	/// What cannot be used, a line each with the variable and its rule.
	public static List<String> problems(Environment environment) {
		return Stream
			.concat(ListenPort.misread(environment).stream(),
					types().flatMap((type) -> problem(environment, type).stream()))
			.sorted()
			.toList();
	}

	private static Optional<String> problem(Environment environment, Class<?> type) {
		try {
			Binder.get(environment).bindOrCreate(type.getAnnotation(ConfigurationProperties.class).value(), type);
			return Optional.empty();
		}
		catch (BindException ex) {
			return BadSetting.explain(ex);
		}
	}

	private static Stream<Class<?>> types() {
		ClassPathScanningCandidateComponentProvider scan = new ClassPathScanningCandidateComponentProvider(false);
		scan.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
		return scan.findCandidateComponents(BOARD)
			.stream()
			.map((found) -> ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null));
	}

}
