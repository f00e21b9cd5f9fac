package dev.visitorboard.testing;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// How long tests wait for what must come. They wait for it and go on at once, so this only bounds how long a test that
/// fails takes; a machine that is slow or has other things to do must not make it fail.
///
/// JUnit finds it by itself, and gives it to all tests.
public final class Patience implements BeforeAllCallback {

	public static final Duration LONGEST = Duration.ofMinutes(5);

	@Override
	public void beforeAll(ExtensionContext context) {
		Awaitility.setDefaultTimeout(LONGEST);
	}

}
