package dev.visitorboard.testing.faults;

/// What becomes of a request.
public enum Fate {

	/// It reaches DynamoDB, and the answer reaches the client.
	PASSED,

	/// It reaches DynamoDB; once that has answered, the client's connection is closed.
	RESPONSE_LOST,

	/// It goes nowhere, and the client's connection is closed.
	REQUEST_LOST,

	/// It goes nowhere and is answered with status 500, `InternalServerError`.
	FAILED,

	/// It goes nowhere and is answered with status 400,
	/// `ProvisionedThroughputExceededException`.
	THROTTLED,

	/// It goes nowhere, and the connection stays open without an answer until
	/// [FaultProxy#heal()] closes it.
	SWALLOWED

}
