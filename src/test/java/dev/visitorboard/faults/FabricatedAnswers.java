package dev.visitorboard.faults;

import java.nio.charset.StandardCharsets;

/// Answers in DynamoDB's name, in its JSON protocol. They carry no checksum, which the SDK then doesn't check.
final class FabricatedAnswers {

	static final HttpMessage INTERNAL_SERVER_ERROR = answer("500 Internal Server Error", "InternalServerError",
			"Internal server error (made up)");

	static final HttpMessage THROTTLED = answer("400 Bad Request", "ProvisionedThroughputExceededException",
			"The level of configured provisioned throughput for the table was exceeded (made up)");

	private FabricatedAnswers() {
	}

	private static HttpMessage answer(String status, String type, String message) {
		String body = "{\"__type\":\"com.amazonaws.dynamodb.v20120810#%s\",\"message\":\"%s\"}".formatted(type,
				message);
		String head = "HTTP/1.1 %s\r\nContent-Type: application/x-amz-json-1.0\r\nx-amzn-RequestId: FABRICATED\r\nContent-Length: %d\r\n\r\n"
			.formatted(status, body.length());
		return new HttpMessage((head + body).getBytes(StandardCharsets.US_ASCII), head);
	}

}
