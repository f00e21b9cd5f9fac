package dev.visitorboard.startup;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.SSLException;

import dev.visitorboard.dynamodb.Credentials;
import dev.visitorboard.dynamodb.DynamoDbConfiguration;
import dev.visitorboard.dynamodb.DynamoDbSettings;
import dev.visitorboard.lifecycle.StartupFailureException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.useragent.BusinessMetricFeatureId;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/// The way to the table, as an instance with these settings would go it. Each step needs the one before.
final class DynamoDbCheck {

	/// The SDK's names for them are codes of one letter.
	private static final Map<String, String> SOURCES = Map.of(BusinessMetricFeatureId.CREDENTIALS_ENV_VARS.value(),
			"the environment (AWS_ACCESS_KEY_ID)", BusinessMetricFeatureId.CREDENTIALS_PROFILE.value(), "a profile",
			BusinessMetricFeatureId.CREDENTIALS_HTTP.value(), "the container's role",
			BusinessMetricFeatureId.CREDENTIALS_IMDS.value(), "the instance's role");

	private final Environment environment;

	private final Clock clock;

	private @Nullable Region region;

	private String date = "";

	DynamoDbCheck(Environment environment, Clock clock) {
		this.environment = environment;
		this.clock = clock;
	}

	Finding region() {
		try {
			this.region = DynamoDbConfiguration.region(settings());
		}
		catch (StartupFailureException ex) {
			return Finding.fail(String.valueOf(ex.getMessage()));
		}
		return Finding.ok("region %s (%s)".formatted(this.region,
				settings().region().isEmpty() ? "from a profile or the instance's metadata" : "AWS_REGION"));
	}

	Finding credentials() {
		try (AwsCredentialsProviderChain provider = Credentials.chain()) {
			String source = provider.resolveCredentials().providerName().orElse("");
			return Finding.ok("credentials from " + SOURCES.getOrDefault(source, "the SDK's default chain"));
		}
		catch (SdkClientException _) {
			return Finding.fail(
					"No AWS credentials were found: give this instance a role, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.");
		}
	}

	Finding name() {
		String host = endpoint().getHost();
		try {
			return Finding.ok("%s is %s".formatted(host, InetAddress.getByName(host).getHostAddress()));
		}
		catch (UnknownHostException _) {
			return Finding.fail("%s is no host that is known: check %s and this machine's DNS.".formatted(host,
					(settings().endpoint() != null) ? "AWS_ENDPOINT_URL_DYNAMODB" : "AWS_REGION"));
		}
	}

	Finding port() {
		String host = endpoint().getHost();
		int port = (endpoint().getPort() >= 0) ? endpoint().getPort() : (isTls() ? 443 : 80);
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(host, port), Math.toIntExact(connectTimeout().toMillis()));
			return Finding.ok("%s takes connections on port %d".formatted(host, port));
		}
		catch (IOException ex) {
			return Finding.fail(
					"%s takes no connection on port %d (%s): check routes, security groups, the network ACL and the VPC endpoint."
						.formatted(host, port, ex.getMessage()));
		}
	}

	Finding answer() throws InterruptedException {
		try (HttpClient client = HttpClient.newBuilder().connectTimeout(connectTimeout()).build()) {
			HttpRequest request = HttpRequest.newBuilder(endpoint()).build();
			HttpResponse<Void> answer = client.send(request, HttpResponse.BodyHandlers.discarding());
			this.date = answer.headers().firstValue("Date").orElse("");
			return Finding.ok("%s speaks %s".formatted(endpoint(), isTls() ? "TLS and HTTP" : "HTTP"));
		}
		catch (SSLException ex) {
			return Finding
				.fail("%s does not prove who it is (%s): check what intercepts TLS, and Java's trusted certificates."
					.formatted(endpoint(), ex.getMessage()));
		}
		catch (IOException _) {
			return Finding
				.fail("%s takes connections, but does not speak HTTP: check what listens there.".formatted(endpoint()));
		}
	}

	Finding clock() {
		return ClockSkew.judge(this.date, this.clock.instant());
	}

	List<Finding> table() {
		try (AwsCredentialsProviderChain credentials = Credentials.chain();
				DynamoDbClient client = DynamoDbClient.builder()
					.region(this.region)
					.endpointOverride(settings().endpoint())
					.credentialsProvider(credentials)
					.overrideConfiguration((calls) -> calls.apiCallTimeout(settings().callTimeout())
						.apiCallAttemptTimeout(settings().attemptTimeout()))
					.build()) {
			return TableTrial.of(client, settings(), Objects.requireNonNull(this.region)).findings();
		}
	}

	/// How long a call of the board's may take, and so a step here.
	Duration patience() {
		return settings().callTimeout();
	}

	private Duration connectTimeout() {
		return patience().dividedBy(2);
	}

	private boolean isTls() {
		return "https".equals(endpoint().getScheme());
	}

	private URI endpoint() {
		return settings().address(Objects.requireNonNull(this.region));
	}

	private DynamoDbSettings settings() {
		return Binder.get(this.environment).bindOrCreate("board.dynamodb", DynamoDbSettings.class);
	}

}
