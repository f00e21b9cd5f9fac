package dev.visitorboard.testing.faults;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/// The way from the proxy to DynamoDB. It sends each request once.
final class Upstream implements AutoCloseable {

	/// Well below the time after which a server hangs up: a request that meets a closed
	/// connection cannot be repeated, since nobody knows whether it arrived.
	private static final Duration LONGEST_IDLE = Duration.ofSeconds(5);

	private static final int CONNECTIONS = 4_096;

	/// About one connection, not about the message.
	private static final Set<HttpHeader> OF_THE_CONNECTION = EnumSet.of(HttpHeader.CONNECTION, HttpHeader.KEEP_ALIVE,
			HttpHeader.TRANSFER_ENCODING, HttpHeader.CONTENT_LENGTH, HttpHeader.EXPECT, HttpHeader.HOST);

	private final URI dynamoDb;

	private final HttpClient client = new HttpClient();

	Upstream(URI dynamoDb) throws IOException {
		this.dynamoDb = dynamoDb;
		this.client.setIdleTimeout(LONGEST_IDLE.toMillis());
		this.client.setMaxConnectionsPerDestination(CONNECTIONS);
		this.client.setMaxRequestsQueuedPerDestination(CONNECTIONS);
		this.client.setUserAgentField(null);
		try {
			this.client.start();
			// An answer stays as it is, since a checksum of its bytes comes with it.
			this.client.getContentDecoderFactories().clear();
		}
		catch (Exception ex) {
			throw new IOException("The client did not start", ex);
		}
	}

	/// Sends a request and reads the whole answer.
	Answer exchange(Message message) throws IOException, InterruptedException {
		try {
			ContentResponse answer = this.client.POST(this.dynamoDb)
				.headers((headers) -> copy(message.headers(), headers))
				.body(new BytesRequestContent(message.body()))
				.send();
			HttpFields.Mutable headers = HttpFields.build();
			copy(answer.getHeaders(), headers);
			return new Answer(answer.getStatus(), headers, answer.getContent());
		}
		catch (ExecutionException | TimeoutException ex) {
			throw new IOException("DynamoDB did not answer", ex);
		}
	}

	private static void copy(HttpFields from, HttpFields.Mutable to) {
		for (HttpField field : from) {
			if (field.getHeader() == null || !OF_THE_CONNECTION.contains(field.getHeader())) {
				to.put(field);
			}
		}
	}

	@Override
	public void close() throws IOException {
		try {
			this.client.stop();
		}
		catch (Exception ex) {
			throw new IOException("The client did not stop", ex);
		}
	}

	/// A request as its client sent it.
	@SuppressWarnings("ArrayRecordComponent")
	record Message(HttpFields headers, byte[] body) {
	}

}
