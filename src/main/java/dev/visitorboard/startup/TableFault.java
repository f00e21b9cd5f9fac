package dev.visitorboard.startup;

import java.util.Set;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/// Why a [TableAction] failed.
///
/// @param reason one line in the words of DynamoDB or of its client
record TableFault(Kind kind, String reason) {

	private static final int SERVER_ERROR = 500;

	private static final Set<String> BAD_CREDENTIALS = Set.of("UnrecognizedClientException", "InvalidClientTokenId",
			"InvalidSignatureException", "SignatureDoesNotMatch", "IncompleteSignatureException",
			"MissingAuthenticationTokenException", "RequestTimeTooSkewed");

	private static final Set<String> EXPIRED_CREDENTIALS = Set.of("ExpiredTokenException", "ExpiredToken",
			"RequestExpired");

	enum Kind {

		/// No answer, or one that another attempt may better: no mistake of the
		/// operator's.
		UNREACHABLE,

		NO_CREDENTIALS,

		BAD_CREDENTIALS,

		EXPIRED_CREDENTIALS,

		NO_TABLE,

		OTHER_KEYS,

		DENIED,

		REFUSED;

		/// Whether the other actions would fare alike.
		boolean isForAllActions() {
			return this != DENIED && this != REFUSED;
		}

	}

	static TableFault of(SdkException failure) {
		String message = (failure instanceof AwsServiceException refused && refused.awsErrorDetails() != null)
				? refused.awsErrorDetails().errorMessage() : null;
		return new TableFault(kind(failure),
				String.valueOf((message != null) ? message : failure.getMessage()).lines().findFirst().orElse(""));
	}

	private static Kind kind(SdkException failure) {
		return switch (failure) {
			case ResourceNotFoundException _ -> Kind.NO_TABLE;
			case AwsServiceException refused when refused.statusCode() >= SERVER_ERROR
					|| refused.isThrottlingException() ->
				Kind.UNREACHABLE;
			case AwsServiceException refused -> kind(refused);
			case SdkException _ when String.valueOf(failure.getMessage()).startsWith("Unable to load credentials") ->
				Kind.NO_CREDENTIALS;
			default -> Kind.UNREACHABLE;
		};
	}

	private static Kind kind(AwsServiceException refused) {
		String code = (refused.awsErrorDetails() != null) ? String.valueOf(refused.awsErrorDetails().errorCode()) : "";
		if (BAD_CREDENTIALS.contains(code)) {
			return Kind.BAD_CREDENTIALS;
		}
		if (EXPIRED_CREDENTIALS.contains(code)) {
			return Kind.EXPIRED_CREDENTIALS;
		}
		if (code.equals("ValidationException")) {
			// It says so in several ways, one for each action.
			return String.valueOf(refused.getMessage()).contains("key") ? Kind.OTHER_KEYS : Kind.REFUSED;
		}
		return code.equals("AccessDeniedException") ? Kind.DENIED : Kind.REFUSED;
	}

}
