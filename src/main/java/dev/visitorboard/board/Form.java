package dev.visitorboard.board;

import java.util.Map;

import dev.visitorboard.access.RateLimitExceededException;
import dev.visitorboard.dynamodb.StoreUnavailableException;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.web.ErrorResponse;

/// The form as one visitor left it.
///
/// @param notice why it was not taken; null when it was not sent yet
/// @param reasons keys of the reasons why a field was refused, by field
record Form(String message, String name, @Nullable Notice notice, Map<String, String> reasons) {

	static final Form EMPTY = new Form("", "", null, Map.of());

	static Form refused(String message, String name, ErrorResponse refusal) {
		Map<String, String> reasons = (refusal instanceof InvalidPostException post) ? post.reasonKeys() : Map.of();
		return new Form(message, name, Notice.of(refusal), reasons);
	}

	/// What the visitor is told above the form.
	///
	/// @param key in the message bundles
	/// @param seconds how long to wait; 0 where nothing is to be waited for
	record Notice(String key, long seconds) {

		private static Notice of(ErrorResponse refusal) {
			String key = switch (refusal) {
				case RefusedFormException form -> form.noticeKey();
				case RateLimitExceededException _ -> "form.too-many";
				case StoreUnavailableException _ -> "form.not-stored";
				default -> "form.refused";
			};
			String wait = refusal.getHeaders().getFirst(HttpHeaders.RETRY_AFTER);
			return new Notice(key, (wait != null) ? Long.parseLong(wait) : 0);
		}

	}

}
