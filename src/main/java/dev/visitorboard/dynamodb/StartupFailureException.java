package dev.visitorboard.dynamodb;

/// Stops the boot. The message is the one line an operator reads: what is wrong, and the fix.
class StartupFailureException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	StartupFailureException(String message, Throwable cause) {
		super(message, cause);
	}

}
