package dev.visitorboard.instance;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/// This process as the outside sees it. User data writes both values into the environment; a laptop has neither.
///
/// @param id `INSTANCE_ID`, for instance `i-0abc1234567890def`; the host name where there is none
/// @param zone `AVAILABILITY_ZONE`, for instance `eu-central-1a`; null where there is none
@ConfigurationProperties("board.instance")
public record Instance(String id, @Nullable String zone) {

	/// Both end up in response headers and pages, so nothing but plain words is
	/// accepted.
	private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

	public Instance {
		id = id.isBlank() ? hostName() : id;
		zone = zone == null || zone.isBlank() ? null : zone;
		if (!WORD.matcher(id).matches() || (zone != null && !WORD.matcher(zone).matches())) {
			throw new IllegalArgumentException(
					"INSTANCE_ID and AVAILABILITY_ZONE may hold 1 to 64 letters, digits and . _ : -");
		}
	}

	private static String hostName() {
		try {
			return InetAddress.getLocalHost().getHostName();
		}
		catch (UnknownHostException _) {
			return "localhost";
		}
	}

}
