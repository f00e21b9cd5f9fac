package dev.visitorboard.faults;

/// What a plan may decide by.
///
/// @param operation such as `UpdateItem`; empty where the client named none
/// @param body JSON
public record Request(String operation, String body) {

	static Request of(HttpMessage message) {
		String target = message.header("X-Amz-Target").orElse("");
		return new Request(target.substring(target.lastIndexOf('.') + 1), message.body());
	}

}
