package dev.visitorboard.dynamodb;

import java.time.Duration;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider;
import software.amazon.awssdk.core.SdkSystemSetting;

/// Where credentials come from: the places of the SDK's default chain in their order, but those of an instance's role
/// are renewed in the background and well before they end, so that no request waits for the metadata service.
public final class Credentials {

	/// Before they end; they are given out for some six hours.
	private static final Duration RENEWED = Duration.ofMinutes(15);

	private Credentials() {
	}

	public static AwsCredentialsProviderChain chain() {
		// The first version of the metadata service answers anyone who can make this
		// process send a request.
		System.setProperty(SdkSystemSetting.AWS_EC2_METADATA_V1_DISABLED.property(), "true");
		return AwsCredentialsProviderChain.of(SystemPropertyCredentialsProvider.create(),
				EnvironmentVariableCredentialsProvider.create(), WebIdentityTokenFileCredentialsProvider.create(),
				ProfileCredentialsProvider.create(),
				ContainerCredentialsProvider.builder().asyncCredentialUpdateEnabled(true).build(),
				InstanceProfileCredentialsProvider.builder()
					.asyncCredentialUpdateEnabled(true)
					.staleTime(RENEWED)
					.build());
	}

}
