package dev.visitorboard.startup;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/// One thing that has to be right, and how to look at it without changing it.
///
/// @param needs the names of layers without which there is nothing to look at
/// @param limit how long a look may take
record Layer(String name, Set<String> needs, Duration limit, Callable<List<Finding>> look) {

	public static final Duration LIMIT = Duration.ofSeconds(2);

	/// A layer with one finding, within 2 s.
	public static Layer of(String name, Set<String> needs, Callable<Finding> look) {
		return new Layer(name, needs, LIMIT, () -> List.of(look.call()));
	}

}
