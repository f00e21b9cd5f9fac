package dev.visitorboard.serverless;

import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;

import dev.visitorboard.counter.item.CounterItem;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The table as the function has it: the count is read in a few attempts and counted in one, since a second write could
/// count the visit twice.
final class CountTable implements AutoCloseable {

	private static final int READ_ATTEMPTS = 3;

	private final String table;

	private final SdkHttpClient http;

	private final DynamoDbClient reads;

	private final DynamoDbClient writes;

	/// @param endpoint null for the region's own
	/// @param patience for the answer to one attempt; a connection may take half of it
	CountTable(String table, Region region, @Nullable URI endpoint, AwsCredentialsProvider credentials,
			Duration patience) {
		this.table = table;
		this.http = UrlConnectionHttpClient.builder()
			.connectionTimeout(patience.dividedBy(2))
			.socketTimeout(patience)
			.build();
		RetryStrategy retries = AwsRetryStrategy.standardRetryStrategy().toBuilder().maxAttempts(READ_ATTEMPTS).build();
		this.reads = client(region, endpoint, credentials, retries);
		this.writes = client(region, endpoint, credentials, AwsRetryStrategy.doNotRetry());
	}

	private DynamoDbClient client(Region region, @Nullable URI endpoint, AwsCredentialsProvider credentials,
			RetryStrategy retries) {
		return DynamoDbClient.builder()
			.region(region)
			.endpointOverride(endpoint)
			.credentialsProvider(credentials)
			.httpClient(this.http)
			.overrideConfiguration((override) -> override.retryStrategy(retries))
			.build();
	}

	/// Sees every visit that was answered before.
	/// @throws TableAwayException also where the count is no number
	long total() {
		return answered(() -> CounterItem.total(this.reads.getItem(CounterItem.read(this.table)).item()));
	}

	/// Counts one visit.
	/// @return the visitor's own number, which nobody else gets
	/// @throws TableAwayException when the visit may have been counted or not
	long count() {
		return answered(() -> CounterItem.issued(this.writes.updateItem(CounterItem.add(this.table, 1)).attributes()));
	}

	/// Reads once and closes the connection. Whether it is answered makes no difference.
	void prime() {
		try {
			this.reads.getItem(CounterItem.read(this.table)
				.toBuilder()
				.overrideConfiguration((override) -> override.putHeader("Connection", "close"))
				.build());
		}
		catch (SdkException _) {
			// The first request will say what is wrong.
		}
	}

	private static long answered(Supplier<Long> call) {
		try {
			return call.get();
		}
		catch (SdkException | NumberFormatException ex) {
			throw new TableAwayException(ex);
		}
	}

	@Override
	public void close() {
		this.reads.close();
		this.writes.close();
		this.http.close();
	}

}
