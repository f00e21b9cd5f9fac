package dev.visitorboard.local;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

import org.springframework.boot.test.context.TestComponent;

/// Counts the calls that an instance sends to DynamoDB, retries included, by the name of the request.
@TestComponent
public final class QueryCounter implements ExecutionInterceptor {

	private final Map<String, Integer> sent = new ConcurrentHashMap<>();

	@Override
	public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
		this.sent.merge(context.request().getClass().getSimpleName(), 1, Integer::sum);
	}

	/// How many were sent, for instance of `QueryRequest`.
	public int sent(String request) {
		return this.sent.getOrDefault(request, 0);
	}

}
