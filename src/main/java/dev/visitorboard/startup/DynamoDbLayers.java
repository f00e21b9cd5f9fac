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
import java.util.Set;

import dev.visitorboard.dynamodb.Credentials;
import dev.visitorboard.dynamodb.DynamoDbConfiguration;
import dev.visitorboard.dynamodb.DynamoDbSettings;
import dev.visitorboard.lifecycle.StartupFailureException;
import javax.net.ssl.SSLException;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.useragent.BusinessMetricFeatureId;
import software.amazon.awssdk.regions.Region;

import org.springframework.boot.context.properties.bind.Binder;

/// The way to the table, layer by layer, as an instance with these settings would go it.
final class DynamoDbLayers {

	private static final Duration CONNECT = Duration.ofSeconds(1);

	private static final Duration TRIAL = Duration.ofSeconds(3);

	/// The SDK's names for them are codes of one letter.
	private static final Map<String, String> SOURCES = Map.of(BusinessMetricFeatureId.CREDENTIALS_ENV_VARS.value(),
			"the environment (AWS_ACCESS_KEY_ID)", BusinessMetricFeatureId.CREDENTIALS_PROFILE.value(), "a profile",
			BusinessMetricFeatureId.CREDENTIALS_HTTP.value(), "the container's role",
			BusinessMetricFeatureId.CREDENTIALS_IMDS.value(), "the instance's role");

	private final Binder settings;

	private final Clock clock;

	private @Nullable DynamoDbSettings bound;

	private @Nullable Region region;

	private @Nullable HttpResponse<Void> answer;

	/// Layers for these settings.
	/// @param settings a binder of everything that is set
	public DynamoDbLayers(Binder settings, Clock clock) {
		this.settings = settings;
		this.clock = clock;
	}

	/// From the region to each action on the table.
	/// @param settingsLayer the name of the layer that has read all settings
	public List<Layer> all(String settingsLayer) {
		return List.of(Layer.of("region", Set.of(settingsLayer), this::region),
				Layer.of("credentials", Set.of(), DynamoDbLayers::credentials),
				Layer.of("DynamoDB's name", Set.of("region"), this::name),
				Layer.of("DynamoDB's port", Set.of("DynamoDB's name"), this::port),
				Layer.of("DynamoDB's answer", Set.of("DynamoDB's port"), this::answer),
				Layer.of("clock", Set.of("DynamoDB's answer"), this::clock),
				new Layer("table", Set.of("DynamoDB's answer", "credentials"), TRIAL, this::table));
	}

	private Finding region() {
		this.bound = this.settings.bindOrCreate("board.dynamodb", DynamoDbSettings.class);
		try {
			this.region = DynamoDbConfiguration.region(this.bound);
		}
		catch (StartupFailureException ex) {
			return Finding.fail(String.valueOf(ex.getMessage()));
		}
		return Finding.ok("region %s (%s)".formatted(this.region,
				this.bound.region().isEmpty() ? "from a profile or the instance's metadata" : "AWS_REGION"));
	}

	private static Finding credentials() {
		try (AwsCredentialsProviderChain provider = Credentials.chain()) {
			String source = provider.resolveCredentials().providerName().orElse("");
			return Finding.ok("credentials from " + SOURCES.getOrDefault(source, "the SDK's default chain"));
		}
		catch (SdkClientException _) {
			return Finding.fail(
					"No AWS credentials were found: give this instance a role, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.");
		}
	}

	private Finding name() {
		String host = endpoint().getHost();
		try {
			return Finding.ok("%s is %s".formatted(host, InetAddress.getByName(host).getHostAddress()));
		}
		catch (UnknownHostException _) {
			return Finding.fail("%s is no host that is known: check %s and this machine's DNS.".formatted(host,
					(settings().endpoint() != null) ? "AWS_ENDPOINT_URL_DYNAMODB" : "AWS_REGION"));
		}
	}

	private Finding port() {
		URI endpoint = endpoint();
		int port = (endpoint.getPort() >= 0) ? endpoint.getPort() : ("https".equals(endpoint.getScheme()) ? 443 : 80);
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(endpoint.getHost(), port), (int) CONNECT.toMillis());
			return Finding.ok("%s takes connections on port %d".formatted(endpoint.getHost(), port));
		}
		catch (IOException ex) {
			return Finding.fail(
					"%s takes no connection on port %d (%s): check routes, security groups, the network ACL and the VPC endpoint."
						.formatted(endpoint.getHost(), port, ex.getMessage()));
		}
	}

	private Finding answer() throws InterruptedException {
		URI endpoint = endpoint();
		try (HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build()) {
			this.answer = client.send(HttpRequest.newBuilder(endpoint).build(), HttpResponse.BodyHandlers.discarding());
			return Finding
				.ok("%s speaks %s".formatted(endpoint, "https".equals(endpoint.getScheme()) ? "TLS and HTTP" : "HTTP"));
		}
		catch (SSLException ex) {
			return Finding
				.fail("%s does not prove who it is (%s): check what intercepts TLS, and Java's trusted certificates."
					.formatted(endpoint, ex.getMessage()));
		}
		catch (IOException _) {
			return Finding
				.fail("%s takes connections, but does not speak HTTP: check what listens there.".formatted(endpoint));
		}
	}

	private Finding clock() {
		return ClockSkew.judge(Objects.requireNonNull(this.answer).headers().firstValue("Date").orElse(""),
				this.clock.instant());
	}

	private List<Finding> table() {
		try (TableClient client = TableClient.open(settings())) {
			TableTrial trial = TableTrial.of(client.dynamoDb(), settings().table());
			return TrialFindings.of(trial, settings(), Objects.requireNonNull(this.region));
		}
	}

	private URI endpoint() {
		return settings().address(Objects.requireNonNull(this.region));
	}

	private DynamoDbSettings settings() {
		return Objects.requireNonNull(this.bound);
	}

}
