package dev.visitorboard.dynamodb;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says in the log which items cannot be read and so are left out, each once in the life of this process, by its key
/// alone.
public final class LeftOut {

	private static final Logger logger = LoggerFactory.getLogger(LeftOut.class);

	/// Nobody reads on after so many.
	private static final int MOST = 1_000;

	private static final Set<String> told = ConcurrentHashMap.newKeySet();

	private LeftOut() {
	}

	public static void tell(String partition, String sort) {
		if (told.size() < MOST && told.add(partition + "\0" + sort)) {
			logger.warn("The item with the keys {} and {} cannot be read and is left out", partition, sort);
		}
	}

}
