package dev.visitorboard.testing.faults;

import java.nio.charset.StandardCharsets;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/// What a client is answered, by DynamoDB or in its name.
@SuppressWarnings("ArrayRecordComponent")
record Answer(int status, HttpFields headers, byte[] body) {

	static final Answer INTERNAL_SERVER_ERROR = madeUp(500, "InternalServerError", "Internal server error");

	static final Answer THROTTLED = madeUp(400, "ProvisionedThroughputExceededException",
			"The level of configured provisioned throughput for the table was exceeded");

	/// In DynamoDB's JSON protocol. It has no checksum, which the SDK then does not
	/// check.
	private static Answer madeUp(int status, String type, String message) {
		String body = "{\"__type\":\"com.amazonaws.dynamodb.v20120810#%s\",\"message\":\"%s (made up)\"}"
			.formatted(type, message);
		HttpFields headers = HttpFields.build()
			.put(HttpHeader.CONTENT_TYPE, "application/x-amz-json-1.0")
			.put("x-amzn-RequestId", "FABRICATED");
		return new Answer(status, headers, body.getBytes(StandardCharsets.US_ASCII));
	}

}
