package dev.visitorboard.testing;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

import org.springframework.boot.test.context.TestComponent;

/// Counts the calls that an instance sends to DynamoDB, retries included, by the name of the request. Those about the
/// fleet, which are sent all the time, are counted apart.
@TestComponent
public final class QueryCounter implements ExecutionInterceptor {

	private final Map<String, Integer> sent = new ConcurrentHashMap<>();

	private final Map<String, Integer> sentAboutFleet = new ConcurrentHashMap<>();

	@Override
	public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
		(isAboutFleet(context.request()) ? this.sentAboutFleet : this.sent)
			.merge(context.request().getClass().getSimpleName(), 1, Integer::sum);
	}

	/// How many were sent, for instance of `QueryRequest`.
	public int sent(String request) {
		return this.sent.getOrDefault(request, 0);
	}

	/// As [#sent], of those to the fleet's partitions.
	public int sentAboutFleet(String request) {
		return this.sentAboutFleet.getOrDefault(request, 0);
	}

	private static boolean isAboutFleet(SdkRequest request) {
		Stream<AttributeValue> values = switch (request) {
			case QueryRequest query -> query.expressionAttributeValues().values().stream();
			case PutItemRequest put -> Stream.ofNullable(put.item().get("pk"));
			default -> Stream.of();
		};
		return values.map(AttributeValue::s).anyMatch((text) -> text != null && text.startsWith("FLEET"));
	}

}
