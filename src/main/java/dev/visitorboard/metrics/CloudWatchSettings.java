package dev.visitorboard.metrics;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/// What goes to CloudWatch, and how often.
///
/// @param enabled `CLOUDWATCH_METRICS`, `true` or `false`
/// @param namespace `CLOUDWATCH_NAMESPACE`
/// @param endpoint `AWS_ENDPOINT_URL_CLOUDWATCH`; null for the region's own endpoint
/// @param step the time between two publications; below a minute CloudWatch keeps the numbers at high resolution
/// @param stopPatience how long a stop waits for the last publication at most
/// @param meters the names of the meters that are sent, each with the tags that become its dimensions; every other tag
/// is dropped and what it divided is added up
@ConfigurationProperties("board.cloudwatch")
record CloudWatchSettings(String enabled, String namespace, @Nullable URI endpoint, Duration step,
		Duration stopPatience, Map<String, List<String>> meters) {

	/// As PutMetricData has it; `AWS/` is for AWS.
	private static final Pattern NAMESPACE = Pattern.compile("(?!AWS/)[A-Za-z0-9._/#-]{1,255}");

	private static final Pattern HTTP = Pattern.compile("https?://");

	private static final Duration SHORTEST_STEP = Duration.ofSeconds(1);

	private static final Duration LONGEST_STEP = Duration.ofHours(1);

	CloudWatchSettings {
		// Strictly, or the condition on this property would take "yes" for off and say
		// nothing.
		if (!enabled.matches("(?i)true|false")) {
			throw new IllegalArgumentException("CLOUDWATCH_METRICS must be true or false");
		}
		if (!NAMESPACE.matcher(namespace).matches()) {
			throw new IllegalArgumentException("CLOUDWATCH_NAMESPACE must be 1 to 255 letters, digits and . _ / # - "
					+ "that do not begin with AWS/");
		}
		if (endpoint != null && (endpoint.getHost() == null || !HTTP.matcher(endpoint.toString()).lookingAt())) {
			throw new IllegalArgumentException("AWS_ENDPOINT_URL_CLOUDWATCH must be an address such as "
					+ "https://monitoring.eu-central-1.amazonaws.com");
		}
		if (step.compareTo(SHORTEST_STEP) < 0 || step.compareTo(LONGEST_STEP) > 0) {
			throw new IllegalArgumentException("board.cloudwatch.step must be from 1s to 1h");
		}
		if (stopPatience.isNegative()) {
			throw new IllegalArgumentException("board.cloudwatch.stop-patience must not be below 0");
		}
		if (meters.isEmpty()) {
			throw new IllegalArgumentException("board.cloudwatch.meters must name at least one meter");
		}
		meters = Map.copyOf(meters);
	}

}
