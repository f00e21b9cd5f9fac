package dev.visitorboard.metrics;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.visitorboard.lifecycle.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchAsyncClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataResponse;

/// The SDK's synchronous client in the form that Micrometer's registry takes. The SDK's asynchronous one would bring
/// Netty: fifteen jars for a call a minute, and two seconds for its own end at every stop.
///
/// It sends on the registry's thread, so nothing piles up behind a CloudWatch that does not answer. A failure is one
/// line a minute at most; the registry would log a stack trace for each.
final class CloudWatchSender implements CloudWatchAsyncClient {

	private static final Logger logger = LoggerFactory.getLogger(CloudWatchSender.class);

	private static final long QUIET = Duration.ofMinutes(1).toNanos();

	private static final int FORBIDDEN = 403;

	private static final int LONGEST_REASON = 200;

	private final CloudWatchClient client;

	private final Ticker ticker;

	private boolean warned;

	private long warnedAt;

	/// Since the last warning nothing got through.
	private boolean failing;

	CloudWatchSender(CloudWatchClient client, Ticker ticker) {
		this.client = client;
		this.ticker = ticker;
	}

	/// @return always completed, and never with a failure
	@Override
	public CompletableFuture<PutMetricDataResponse> putMetricData(PutMetricDataRequest request) {
		try {
			this.client.putMetricData(request.toBuilder().metricData(withoutAverages(request.metricData())).build());
			succeeded();
		}
		catch (Throwable ex) {
			failed(ex);
		}
		return CompletableFuture.completedFuture(PutMetricDataResponse.builder().build());
	}

	/// An average is the sum over the count, costs as much as either, and misleads as an
	/// average over instances.
	private static List<MetricDatum> withoutAverages(List<MetricDatum> data) {
		return data.stream().filter((datum) -> !datum.metricName().endsWith(".avg")).toList();
	}

	private synchronized void succeeded() {
		if (this.failing) {
			this.failing = false;
			logger.info("Metrics reach CloudWatch again");
		}
	}

	private synchronized void failed(Throwable failure) {
		long now = this.ticker.nanos();
		if (!this.warned || now - this.warnedAt >= QUIET) {
			this.warned = true;
			this.warnedAt = now;
			this.failing = true;
			logger.warn("Metrics did not reach CloudWatch, and the board runs on without: {}", reason(failure));
		}
	}

	private static String reason(Throwable failure) {
		String message = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
		String cut = message.substring(0, Math.min(message.length(), LONGEST_REASON));
		return switch (failure) {
			case AwsServiceException refused when refused.statusCode() == FORBIDDEN ->
				"this instance's role needs cloudwatch:PutMetricData. " + cut;
			case SdkException _ -> cut;
			default -> failure.getClass().getSimpleName() + " " + cut;
		};
	}

	@Override
	public String serviceName() {
		return SERVICE_NAME;
	}

	@Override
	public void close() {
		this.client.close();
	}

}
