package dev.visitorboard.fleet;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What a drill has to work with.
///
/// @param cores what counts as the whole instance; 0 is every core that Java sees. A rehearsal gives its instances a
/// part of one, so that several fit on a laptop.
@ConfigurationProperties("board.drill")
record DrillSettings(@DefaultValue("0") double cores) {

	DrillSettings {
		cores = (cores > 0) ? cores : Runtime.getRuntime().availableProcessors();
	}

}
