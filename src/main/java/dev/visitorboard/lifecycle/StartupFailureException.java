package dev.visitorboard.lifecycle;

/// Stops the boot. The message is the one line an operator reads: what is wrong, and the fix.
public final class StartupFailureException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public StartupFailureException(String message) {
		super(message);
	}

	public StartupFailureException(String message, Throwable cause) {
		super(message, cause);
	}

}
