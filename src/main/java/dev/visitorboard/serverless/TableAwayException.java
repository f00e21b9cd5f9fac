package dev.visitorboard.serverless;

/// DynamoDB did not answer in time or refused. A write may or may not have happened.
final class TableAwayException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	TableAwayException(Throwable cause) {
		super(cause);
	}

}
