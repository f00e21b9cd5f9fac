package dev.visitorboard.startup;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/// Why a [TableAction] failed.
///
/// @param reason one line in the words of DynamoDB or of its client
record TableFault(Kind kind, String reason) {

	private static final int SERVER_ERROR = 500;

	/// The later ones are to be mended first: an outage may have set in after a mistake.
	enum Kind {

		/// No answer, or one that another attempt may better: no mistake of the
		/// operator's.
		UNREACHABLE, NO_CREDENTIALS, BAD_CREDENTIALS, EXPIRED_CREDENTIALS, NO_TABLE, OTHER_KEYS, DENIED, REFUSED;

		/// Whether all other actions would fail for the same reason.
		boolean isForAllActions() {
			return this != DENIED && this != REFUSED;
		}

	}

	static TableFault of(SdkException failure) {
		AwsErrorDetails details = (failure instanceof AwsServiceException refused) ? refused.awsErrorDetails() : null;
		String message = (details != null) ? details.errorMessage() : null;
		String reason = String.valueOf((message != null) ? message : failure.getMessage());
		return new TableFault(kind(failure, (details != null) ? String.valueOf(details.errorCode()) : "", reason),
				reason.lines().findFirst().orElse(""));
	}

	private static Kind kind(SdkException failure, String code, String reason) {
		if (!(failure instanceof AwsServiceException refused)) {
			return reason.startsWith("Unable to load credentials") ? Kind.NO_CREDENTIALS : Kind.UNREACHABLE;
		}
		if (refused.statusCode() >= SERVER_ERROR || refused.isThrottlingException()) {
			return Kind.UNREACHABLE;
		}
		return switch (code) {
			case "UnrecognizedClientException", "InvalidClientTokenId", "InvalidSignatureException",
					"SignatureDoesNotMatch", "IncompleteSignatureException", "MissingAuthenticationTokenException",
					"RequestTimeTooSkewed" ->
				Kind.BAD_CREDENTIALS;
			case "ExpiredTokenException", "ExpiredToken", "RequestExpired" -> Kind.EXPIRED_CREDENTIALS;
			case "ResourceNotFoundException" -> Kind.NO_TABLE;
			// It says so in several ways, one for each action.
			case "ValidationException" -> reason.contains("key") ? Kind.OTHER_KEYS : Kind.REFUSED;
			case "AccessDeniedException" -> Kind.DENIED;
			default -> Kind.REFUSED;
		};
	}

}
