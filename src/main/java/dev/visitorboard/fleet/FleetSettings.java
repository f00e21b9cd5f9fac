package dev.visitorboard.fleet;

import org.springframework.boot.context.properties.ConfigurationProperties;

/// @param cpu whose CPU is the instance's
@ConfigurationProperties("board.fleet")
record FleetSettings(Cpu cpu) {

	/// What is measured.
	enum Cpu {

		/// All of the machine's, which it is where an instance has one to itself.
		SYSTEM,

		/// What this process takes of it, where several instances share a machine.
		PROCESS

	}

}
