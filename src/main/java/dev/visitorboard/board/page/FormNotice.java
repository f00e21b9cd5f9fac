package dev.visitorboard.board.page;

import dev.visitorboard.access.RateLimitExceededException;
import dev.visitorboard.dynamodb.StoreUnavailableException;

import org.springframework.http.HttpHeaders;
import org.springframework.web.ErrorResponse;

/// What a visitor is told above a form that was not taken.
///
/// @param key in the message bundles
/// @param seconds how long to wait; 0 where there is nothing to wait for
record FormNotice(String key, long seconds) {

	static FormNotice of(ErrorResponse refusal) {
		String key = switch (refusal) {
			case RefusedFormException form -> form.noticeKey();
			case RateLimitExceededException _ -> "form.too-many";
			case StoreUnavailableException _ -> "form.not-stored";
			default -> "form.refused";
		};
		String wait = refusal.getHeaders().getFirst(HttpHeaders.RETRY_AFTER);
		return new FormNotice(key, (wait != null) ? Long.parseLong(wait) : 0);
	}

}
