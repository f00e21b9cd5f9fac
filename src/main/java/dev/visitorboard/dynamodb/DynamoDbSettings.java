package dev.visitorboard.dynamodb;

import java.net.URI;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/// Where the table is and how long a call may take.
///
/// @param table `TABLE_NAME`
/// @param region `AWS_REGION`; empty asks the SDK's own chain (profile, instance metadata)
/// @param endpoint `AWS_ENDPOINT_URL_DYNAMODB`; null for the region's own endpoint
/// @param callTimeout for a call with all its attempts
/// @param attemptTimeout for one attempt
@ConfigurationProperties("board.dynamodb")
record DynamoDbSettings(String table, String region, @Nullable URI endpoint, Duration callTimeout,
		Duration attemptTimeout) {
}
