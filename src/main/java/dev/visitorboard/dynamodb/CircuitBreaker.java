package dev.visitorboard.dynamodb;

import java.time.Duration;

import dev.visitorboard.lifecycle.Ticker;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.stereotype.Component;

/// Asks DynamoDB only now and then while it does not answer. Requests are then refused at once, where each would wait
/// for a timeout of its own, retry, and hold what it holds meanwhile.
///
/// This is the one answer to whether the table answers: calls, shared reads and the counter's lanes all ask it. A call
/// that never left this machine, for want of credentials or of a free connection, says nothing of DynamoDB.
@Component
public final class CircuitBreaker {

	private static final Logger logger = LoggerFactory.getLogger(CircuitBreaker.class);

	/// In a row. A few can fail by chance while others are under way.
	static final int FAILURES_TO_OPEN = 5;

	static final Duration ASK_AGAIN_EVERY = Duration.ofMillis(250);

	private static final ExecutionAttribute<Boolean> SENT = new ExecutionAttribute<>("Sent");

	private final Ticker ticker;

	private int failures;

	private long askAgainAt;

	public CircuitBreaker(Ticker ticker) {
		this.ticker = ticker;
	}

	/// Whether DynamoDB has not answered lately.
	public synchronized boolean isOpen() {
		return this.failures >= FAILURES_TO_OPEN;
	}

	/// Tells of the calls of a client, and refuses them while it is open.
	ExecutionInterceptor interceptor() {
		return new Calls();
	}

	synchronized boolean admits() {
		if (!isOpen()) {
			return true;
		}
		long now = this.ticker.nanos();
		if (now - this.askAgainAt < 0) {
			return false;
		}
		this.askAgainAt = now + ASK_AGAIN_EVERY.toNanos();
		return true;
	}

	synchronized void answered() {
		if (isOpen()) {
			logger.info("DynamoDB answers again");
		}
		this.failures = 0;
	}

	synchronized void failed(Throwable failure) {
		this.failures++;
		if (this.failures == FAILURES_TO_OPEN) {
			this.askAgainAt = this.ticker.nanos() + ASK_AGAIN_EVERY.toNanos();
			logger.warn(
					"{} calls to DynamoDB in a row got no answer, so it is asked only every {} ms until it answers: {}",
					FAILURES_TO_OPEN, ASK_AGAIN_EVERY.toMillis(), failure.getMessage());
		}
	}

	private final class Calls implements ExecutionInterceptor {

		@Override
		public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
			if (!admits()) {
				throw new OpenException();
			}
		}

		@Override
		public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
			attributes.putAttribute(SENT, true);
		}

		@Override
		public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
			answered();
		}

		@Override
		public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
			Throwable failure = context.exception();
			if (failure instanceof SdkServiceException refusal && refusal.statusCode() < 500) {
				answered();
			}
			else if (attributes.getOptionalAttribute(SENT).isPresent() && !isOurs(failure)) {
				failed(failure);
			}
		}

		private static boolean isOurs(Throwable failure) {
			return failure instanceof AbortedException
					|| NestedExceptionUtils.getMostSpecificCause(failure) instanceof ConnectionRequestTimeoutException;
		}

	}

	/// Stands for a call that was not made.
	static final class OpenException extends SdkClientException {

		private static final long serialVersionUID = 1L;

		OpenException() {
			super(SdkClientException.builder().message("DynamoDB has not answered lately"));
		}

	}

}
