package dev.visitorboard.dynamodb;

import java.time.Duration;

import dev.visitorboard.lifecycle.StartupFailureException;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.metrics.MetricPublisher;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

@Configuration(proxyBeanMethods = false)
public class DynamoDbConfiguration {

	private static final Duration FIRST_BACKOFF = Duration.ofMillis(25);

	private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(1);

	@Bean
	SdkHttpClient dynamoDbHttpClient(DynamoDbSettings settings) {
		// The SDK's 50 connections and 10 s to wait for one let callers pile up behind a
		// slow table.
		return Apache5HttpClient.builder()
			.maxConnections(128)
			.connectionAcquisitionTimeout(Duration.ofMillis(200))
			.connectionTimeout(Duration.ofMillis(500))
			.socketTimeout(settings.attemptTimeout())
			.tcpKeepAlive(true)
			.build();
	}

	/// Apart from the other, in which every request that is served may want a connection.
	@Bean
	SdkHttpClient heartbeatHttpClient(DynamoDbSettings settings) {
		return Apache5HttpClient.builder()
			.maxConnections(2)
			.connectionTimeout(Duration.ofMillis(500))
			.socketTimeout(settings.attemptTimeout())
			.tcpKeepAlive(true)
			.build();
	}

	@Bean
	AwsCredentialsProvider credentials() {
		return Credentials.chain();
	}

	@Bean
	@Primary
	DynamoDbClient dynamoDbClient(DynamoDbSettings settings, Region region, SdkHttpClient dynamoDbHttpClient,
			AwsCredentialsProvider credentials, ObjectProvider<ExecutionInterceptor> interceptors,
			ObjectProvider<MetricPublisher> metrics, CircuitBreaker breaker) {
		return client(settings, region, dynamoDbHttpClient, credentials,
				calls(settings, threeAttempts(), interceptors, metrics).addExecutionInterceptor(breaker.interceptor()));
	}

	/// For writes that a retry would repeat: an attempt whose answer was lost is
	/// reported, never sent again.
	@Bean
	@Qualifier("singleAttempt")
	DynamoDbClient singleAttemptDynamoDbClient(DynamoDbSettings settings, Region region,
			SdkHttpClient dynamoDbHttpClient, AwsCredentialsProvider credentials,
			ObjectProvider<ExecutionInterceptor> interceptors, ObjectProvider<MetricPublisher> metrics) {
		return client(settings, region, dynamoDbHttpClient, credentials,
				calls(settings, AwsRetryStrategy.doNotRetry(), interceptors, metrics));
	}

	/// For the one write that is made whatever happens to requests, so that an instance
	/// with too much to do is not taken for a dead one. No circuit breaker: a call every
	/// few seconds harms nobody.
	@Bean
	@Qualifier("heartbeat")
	DynamoDbClient heartbeatDynamoDbClient(DynamoDbSettings settings, Region region, SdkHttpClient heartbeatHttpClient,
			AwsCredentialsProvider credentials, ObjectProvider<ExecutionInterceptor> interceptors,
			ObjectProvider<MetricPublisher> metrics) {
		return client(settings, region, heartbeatHttpClient, credentials,
				calls(settings, threeAttempts(), interceptors, metrics));
	}

	@Bean
	DynamoDbEnhancedClient dynamoDbEnhancedClient(DynamoDbClient client) {
		return DynamoDbEnhancedClient.builder().dynamoDbClient(client).build();
	}

	@Bean
	BoardTable boardTable(DynamoDbSettings settings, DynamoDbEnhancedClient client) {
		return new BoardTable(settings.table(), client);
	}

	@Bean
	public static Region region(DynamoDbSettings settings) {
		if (!settings.region().isBlank()) {
			return Region.of(settings.region());
		}
		try {
			return DefaultAwsRegionProviderChain.builder().build().getRegion();
		}
		catch (SdkClientException ex) {
			throw new StartupFailureException("No AWS region is known: set AWS_REGION, for instance to eu-central-1.",
					ex);
		}
	}

	/// Built by hand: RetryMode.STANDARD alone would lose DynamoDB's short back-off.
	private static RetryStrategy threeAttempts() {
		return AwsRetryStrategy.standardRetryStrategy()
			.toBuilder()
			.maxAttempts(3)
			.backoffStrategy(BackoffStrategy.exponentialDelay(FIRST_BACKOFF, LONGEST_BACKOFF))
			.throttlingBackoffStrategy(BackoffStrategy.exponentialDelay(FIRST_BACKOFF, LONGEST_BACKOFF))
			.build();
	}

	private static ClientOverrideConfiguration.Builder calls(DynamoDbSettings settings, RetryStrategy retries,
			ObjectProvider<ExecutionInterceptor> interceptors, ObjectProvider<MetricPublisher> metrics) {
		return ClientOverrideConfiguration.builder()
			.apiCallTimeout(settings.callTimeout())
			.apiCallAttemptTimeout(settings.attemptTimeout())
			.retryStrategy(retries)
			.metricPublishers(metrics.stream().toList())
			.executionInterceptors(interceptors.stream().toList());
	}

	private static DynamoDbClient client(DynamoDbSettings settings, Region region, SdkHttpClient http,
			AwsCredentialsProvider credentials, ClientOverrideConfiguration.Builder calls) {
		return DynamoDbClient.builder()
			.region(region)
			.endpointOverride(settings.endpoint())
			.credentialsProvider(credentials)
			.httpClient(http)
			.overrideConfiguration(calls.build())
			.build();
	}

}
