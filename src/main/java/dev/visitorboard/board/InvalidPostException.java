package dev.visitorboard.board;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import dev.visitorboard.board.VisitorText.Flaw;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/// A post that was refused. The problem's `errors` name each field, a code for programs and the reason for people.
public class InvalidPostException extends ErrorResponseException {

	private static final long serialVersionUID = 1L;

	private final transient Map<String, Flaw> flaws;

	/// @param flaws by the name of the field
	InvalidPostException(Map<String, Flaw> flaws) {
		super(HttpStatus.UNPROCESSABLE_CONTENT);
		this.flaws = Map.copyOf(flaws);
		setDetail("The message was not stored: see the errors of its fields.");
	}

	/// The key of the reason in the message bundles, for each field that was refused.
	public Map<String, String> reasonKeys() {
		return this.flaws.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, (flaw) -> reasonKey(flaw.getKey(), flaw.getValue())));
	}

	@Override
	public ProblemDetail updateAndGetBody(@Nullable MessageSource messages, Locale locale) {
		ProblemDetail problem = super.updateAndGetBody(messages, locale);
		List<FieldError> errors = this.flaws.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByKey())
			.map((flaw) -> FieldError.of(flaw.getKey(), flaw.getValue(), messages, locale))
			.toList();
		problem.setProperty("errors", errors);
		return problem;
	}

	private static String reasonKey(String field, Flaw flaw) {
		return "refused." + field + "." + code(flaw);
	}

	private static String code(Flaw flaw) {
		return flaw.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	record FieldError(String field, String code, String reason) {

		static FieldError of(String field, Flaw flaw, @Nullable MessageSource messages, Locale locale) {
			String key = reasonKey(field, flaw);
			String reason = (messages != null) ? messages.getMessage(key, null, key, locale) : null;
			return new FieldError(field, InvalidPostException.code(flaw), (reason != null) ? reason : key);
		}

	}

}
