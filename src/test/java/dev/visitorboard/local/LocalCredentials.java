package dev.visitorboard.local;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

@TestConfiguration(proxyBeanMethods = false)
class LocalCredentials {

	@Bean
	@Primary
	AwsCredentialsProvider localCredentialsProvider() {
		return LocalDynamoDb.credentials();
	}

}
