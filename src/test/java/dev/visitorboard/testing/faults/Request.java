package dev.visitorboard.testing.faults;

import org.jspecify.annotations.Nullable;

/// What a plan may decide by.
///
/// @param operation such as `UpdateItem`; empty where the client named none
/// @param body JSON
public record Request(String operation, String body) {

	/// @param target the header `X-Amz-Target`
	static Request of(@Nullable String target, String body) {
		return new Request((target != null) ? target.substring(target.lastIndexOf('.') + 1) : "", body);
	}

}
