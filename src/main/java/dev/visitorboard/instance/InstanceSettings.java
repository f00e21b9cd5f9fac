package dev.visitorboard.instance;

import java.net.InetAddress;
import java.net.UnknownHostException;

import org.springframework.boot.context.properties.ConfigurationProperties;

/// What this instance is called. User data writes the values into the environment; a laptop has none of them.
///
/// @param id `INSTANCE_ID`; empty takes the host name
/// @param zone `AVAILABILITY_ZONE`
/// @param type `INSTANCE_TYPE`
/// @param version `BOARD_VERSION`, the git commit it was built from
/// @param timeline `BOOT_TIMELINE`, what user data did before this process began
@ConfigurationProperties("board.instance")
record InstanceSettings(String id, String zone, String type, String version, String timeline) {

	InstanceSettings {
		id = id.isBlank() ? hostName() : id;
		// Refuses what is none.
		new Instance(id, zone, type, version, timeline);
	}

	Instance instance() {
		return new Instance(this.id, this.zone, this.type, this.version, this.timeline);
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
