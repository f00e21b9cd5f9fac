package dev.visitorboard.testing;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/// Credentials for an engine that takes any.
@TestConfiguration(proxyBeanMethods = false)
public class LocalCredentials {

	@Bean
	@Primary
	AwsCredentialsProvider localCredentialsProvider() {
		return LocalDynamoDb.credentials();
	}

}
