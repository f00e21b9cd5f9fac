package dev.visitorboard.dynamodb;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.metrics.CoreMetric;
import software.amazon.awssdk.http.HttpMetric;
import software.amazon.awssdk.metrics.MetricCollection;
import software.amazon.awssdk.metrics.MetricPublisher;
import software.amazon.awssdk.metrics.SdkMetric;

import org.springframework.stereotype.Component;

/// What the SDK measures of its calls to DynamoDB, as meters: how long they took and how they ended, how often they were
/// repeated, and how often DynamoDB throttled them.
@Component
class DynamoDbMetrics implements MetricPublisher {

	private static final Logger logger = LoggerFactory.getLogger(DynamoDbMetrics.class);

	/// As the SDK writes it into [CoreMetric#ERROR_TYPE].
	private static final String THROTTLING = "Throttling";

	private final MeterRegistry registry;

	private final Counter retries;

	private final Counter throttles;

	/// As many as there are operations and outcomes; kept, since looking one up in the
	/// registry costs more than recording.
	private final Map<Ending, Timer> calls = new ConcurrentHashMap<>();

	DynamoDbMetrics(MeterRegistry registry) {
		this.registry = registry;
		this.retries = Counter.builder("dynamodb.retries")
			.description("Attempts beyond the first of a call")
			.register(registry);
		this.throttles = Counter.builder("dynamodb.throttles")
			.description("Attempts that DynamoDB refused because they were too many")
			.register(registry);
	}

	/// Runs on the thread of the caller, who must not notice.
	@Override
	public void publish(MetricCollection call) {
		try {
			record(call);
		}
		catch (RuntimeException ex) {
			logger.debug("A call to DynamoDB was not measured", ex);
		}
	}

	private void record(MetricCollection call) {
		List<MetricCollection> attempts = call.children();
		for (MetricCollection attempt : attempts) {
			if (isThrottled(attempt)) {
				this.throttles.increment();
			}
		}
		int repeated = first(call, CoreMetric.RETRY_COUNT).orElse(0);
		if (repeated > 0) {
			this.retries.increment(repeated);
		}
		Optional<Duration> took = first(call, CoreMetric.API_CALL_DURATION);
		if (took.isPresent()) {
			String operation = first(call, CoreMetric.OPERATION_NAME).orElse("unknown");
			this.calls.computeIfAbsent(new Ending(operation, outcome(call, attempts)), this::timer).record(took.get());
		}
	}

	private Timer timer(Ending ending) {
		return Timer.builder("dynamodb.call")
			.description("Calls with all their attempts")
			.tags("operation", ending.operation(), "outcome", ending.outcome())
			.register(this.registry);
	}

	private static String outcome(MetricCollection call, List<MetricCollection> attempts) {
		if (first(call, CoreMetric.API_CALL_SUCCESSFUL).orElse(false)) {
			return "success";
		}
		if (attempts.isEmpty()) {
			return "failed";
		}
		MetricCollection last = attempts.getLast();
		if (isThrottled(last)) {
			return "throttled";
		}
		// An unmet condition is an answer, and no fault of DynamoDB.
		int status = first(last, HttpMetric.HTTP_STATUS_CODE).orElse(0);
		return (status >= 400 && status < 500) ? "refused" : "failed";
	}

	private static boolean isThrottled(MetricCollection attempt) {
		return attempt.metricValues(CoreMetric.ERROR_TYPE).contains(THROTTLING);
	}

	private static <T> Optional<T> first(MetricCollection collection, SdkMetric<T> metric) {
		List<T> values = collection.metricValues(metric);
		return values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
	}

	/// Nothing is held back that would have to be written.
	@Override
	public void close() {
	}

	private record Ending(String operation, String outcome) {
	}

}
