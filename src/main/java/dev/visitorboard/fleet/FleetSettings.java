package dev.visitorboard.fleet;

import org.springframework.boot.context.properties.ConfigurationProperties;

/// What an instance takes for its own.
///
/// @param cpu whose CPU is the instance's
/// @param cores how many count as the whole instance; 0 is every core that Java sees. A rehearsal gives its instances a
/// part of one, so that several fit on a laptop.
@ConfigurationProperties("board.fleet")
record FleetSettings(Cpu cpu, double cores) {

	FleetSettings {
		cores = (cores > 0) ? cores : Runtime.getRuntime().availableProcessors();
	}

	/// What is measured.
	enum Cpu {

		/// All of the machine's, which it is where an instance has one to itself.
		SYSTEM,

		/// What this process takes of it, where several instances share a machine.
		PROCESS

	}

}
