package dev.visitorboard.serverless;

import java.util.UUID;
import java.util.function.Consumer;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import org.jspecify.annotations.Nullable;

/// What Lambda tells a function of one call.
///
/// @param log takes what is logged
record LocalContext(Consumer<String> log) implements Context, LambdaLogger {

	private static final int PATIENCE_MILLIS = 8_000;

	@Override
	public String getAwsRequestId() {
		return UUID.randomUUID().toString();
	}

	@Override
	public String getLogGroupName() {
		return "local";
	}

	@Override
	public String getLogStreamName() {
		return "local";
	}

	@Override
	public String getFunctionName() {
		return "count";
	}

	@Override
	public String getFunctionVersion() {
		return "1";
	}

	@Override
	public String getInvokedFunctionArn() {
		return "arn:aws:lambda:local:123456789012:function:count:live";
	}

	@Override
	public @Nullable CognitoIdentity getIdentity() {
		return null;
	}

	@Override
	public @Nullable ClientContext getClientContext() {
		return null;
	}

	@Override
	public int getRemainingTimeInMillis() {
		return PATIENCE_MILLIS;
	}

	@Override
	public int getMemoryLimitInMB() {
		return 512;
	}

	@Override
	public LambdaLogger getLogger() {
		return this;
	}

	@Override
	public void log(String message) {
		this.log.accept(message);
	}

	@Override
	public void log(byte[] message) {
		throw new UnsupportedOperationException();
	}

}
