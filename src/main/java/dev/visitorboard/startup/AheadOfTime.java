package dev.visitorboard.startup;

import java.util.Map;

import org.springframework.aot.AotDetector;
import org.springframework.util.ClassUtils;

/// Whether this process takes the context that the build has made (Spring AOT). Its conditions were decided by the
/// build: it has an instructor and sends metrics, as the stack's instances do. Any other instance makes its own context.
public final class AheadOfTime {

	private AheadOfTime() {
	}

	/// Takes back `-Dspring.aot.enabled=true`, the unit's option, where it does not fit.
	/// @param application the class that the context is made for
	public static void onlyWhereItFits(Class<?> application) {
		if (AotDetector.useGeneratedArtifacts() && !(fits(System.getenv()) && isBuilt(application))) {
			System.setProperty(AotDetector.AOT_ENABLED, "false");
		}
	}

	static boolean fits(Map<String, String> environment) {
		return !environment.getOrDefault("BOARD_ADMIN_TOKEN", "").isBlank()
				&& environment.getOrDefault("CLOUDWATCH_METRICS", "").equalsIgnoreCase("true");
	}

	/// Whether the jar has one. A developer's build makes none.
	static boolean isBuilt(Class<?> application) {
		return ClassUtils.isPresent(application.getName() + "__ApplicationContextInitializer",
				application.getClassLoader());
	}

}
