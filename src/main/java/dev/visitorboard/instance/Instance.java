package dev.visitorboard.instance;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/// An instance as the outside sees it, which for this process is a bean. User data writes the values into the
/// environment; a laptop has none of them.
///
/// @param id `INSTANCE_ID`, for instance `i-0abc1234567890def`; the host name where there is none
/// @param zone `AVAILABILITY_ZONE`, for instance `eu-central-1a`; null where there is none
/// @param type `INSTANCE_TYPE`, for instance `t3.small`; null where there is none
/// @param version `BOARD_VERSION`, the git commit it was built from; `dev` where there is none
/// @param timeline `BOOT_TIMELINE`, what user data did before this process began: `packages=21,clone=2`
@ConfigurationProperties("board.instance")
public record Instance(String id, @Nullable String zone, @Nullable String type, String version, String timeline) {

	/// They end up in response headers and pages, so nothing but plain words is
	/// accepted.
	private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

	public Instance {
		id = id.isBlank() ? hostName() : id;
		zone = zone == null || zone.isBlank() ? null : zone;
		type = type == null || type.isBlank() ? null : type;
		version = version.isBlank() ? "dev" : version;
		if (!Stream.of(id, version).allMatch(Instance::isWord) || !Stream.ofNullable(zone).allMatch(Instance::isWord)
				|| !Stream.ofNullable(type).allMatch(Instance::isWord)) {
			throw new IllegalArgumentException("INSTANCE_ID, AVAILABILITY_ZONE, INSTANCE_TYPE and BOARD_VERSION "
					+ "may hold 1 to 64 letters, digits and . _ : -");
		}
		BootStep.parse(timeline);
	}

	/// What happened on the machine before this process began; empty where nothing is
	/// known of it.
	public List<BootStep> boot() {
		return BootStep.parse(this.timeline);
	}

	private static boolean isWord(String text) {
		return WORD.matcher(text).matches();
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
