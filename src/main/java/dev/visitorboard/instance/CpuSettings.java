package dev.visitorboard.instance;

import org.springframework.boot.context.properties.ConfigurationProperties;

/// What an instance takes for its own CPU, and how much of it is too much. A rehearsal gives each instance a part of a
/// core, so that several fit on a laptop.
///
/// @param cpu whose CPU is measured
/// @param cores how many count as the whole instance; 0 is every core that Java sees
/// @param target the mean in percent above which the group grows, for the pages to show
@ConfigurationProperties("board.fleet")
public record CpuSettings(Measured cpu, double cores, int target) {

	public CpuSettings {
		if (target < 1 || target > 100) {
			throw new IllegalArgumentException("board.fleet.target must be from 1 to 100 percent");
		}
		cores = (cores > 0) ? cores : Runtime.getRuntime().availableProcessors();
	}

	public enum Measured {

		/// All of the machine's, for an instance that has one to itself.
		SYSTEM,

		/// What this process takes of it, where several instances share a machine.
		PROCESS

	}

}
