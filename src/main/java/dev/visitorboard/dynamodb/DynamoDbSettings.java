package dev.visitorboard.dynamodb;

import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.endpoints.DynamoDbEndpointProvider;

import org.springframework.boot.context.properties.ConfigurationProperties;

/// Where the table is and how long a call may take.
///
/// @param table `TABLE_NAME`
/// @param region `AWS_REGION`; empty asks the SDK's own chain (profile, instance metadata)
/// @param endpoint `AWS_ENDPOINT_URL_DYNAMODB`; null for the region's own endpoint
/// @param callTimeout for a call with all its attempts
/// @param attemptTimeout for one attempt
@ConfigurationProperties("board.dynamodb")
public record DynamoDbSettings(String table, String region, @Nullable URI endpoint, Duration callTimeout,
		Duration attemptTimeout) {

	private static final Pattern TABLE = Pattern.compile("[A-Za-z0-9_.-]{3,255}");

	private static final Pattern REGION = Pattern.compile("[a-z0-9-]*");

	public DynamoDbSettings {
		if (!TABLE.matcher(table).matches()) {
			throw new IllegalArgumentException("TABLE_NAME must be 3 to 255 letters, digits and _ . -");
		}
		if (!REGION.matcher(region).matches()) {
			throw new IllegalArgumentException("AWS_REGION must be a region's name, for instance eu-central-1");
		}
		if (endpoint != null
				&& (endpoint.getHost() == null || !String.valueOf(endpoint.getScheme()).matches("https?"))) {
			throw new IllegalArgumentException(
					"AWS_ENDPOINT_URL_DYNAMODB must be an address such as http://localhost:8000");
		}
		if (!callTimeout.isPositive() || !attemptTimeout.isPositive()) {
			throw new IllegalArgumentException("board.dynamodb needs time limits above 0");
		}
	}

	/// Where calls go.
	public URI address(Region of) {
		return (this.endpoint != null) ? this.endpoint
				: DynamoDbEndpointProvider.defaultProvider()
					.resolveEndpoint((endpoints) -> endpoints.region(of))
					.join()
					.endpointUrl()
					.toUri();
	}

}
