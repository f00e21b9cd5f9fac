package dev.visitorboard.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import dev.visitorboard.lifecycle.Ticker;
import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.ContinueResponseTiming;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

import org.springframework.http.HttpStatus;
import org.springframework.util.unit.DataSize;

/// Reads a request whole, body and parameters, before it takes a slot: no work of ours waits for a client. A body that is
/// too large or comes too slowly is refused, and ends its connection. Parameters that are too many, or that Tomcat cannot
/// decode, are refused too: whatever met them later would log an error, with the text that was sent.
///
/// It works below Tomcat's own reading, since Tomcat reads forms itself and has no limit for the whole time. The clock is
/// looked at between two reads, so half of the time is for reading, and half for the last wait for a byte.
final class BodyValve extends ValveBase {

	/// A body that is too large is read up to this, since a client that has sent all
	/// reads the answer before it finds the connection closed.
	private static final long READ_AT_MOST = DataSize.ofMegabytes(1).toBytes();

	private final long most;

	private final long nanos;

	private final Ticker ticker;

	/// @param most the largest body, `board.web.max-body`
	/// @param time for all of it to come
	BodyValve(DataSize most, Duration time, Ticker ticker) {
		super(true);
		this.most = most.toBytes();
		this.nanos = time.minus(longestWait(time)).toNanos();
		this.ticker = ticker;
	}

	/// How long the connector may wait for a byte of a body that has so much time for all
	/// of it.
	static Duration longestWait(Duration time) {
		return time.dividedBy(2);
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		org.apache.coyote.Request wire = request.getCoyoteRequest();
		InputBuffer rest = wire.getInputBuffer();
		// What Tomcat has refused may have no body that it could find the end of.
		if (response.getStatus() < HttpStatus.BAD_REQUEST.value()) {
			if (isTooLarge(wire.getContentLengthLong()) && wire.hasExpectation()) {
				refuse(HttpStatus.CONTENT_TOO_LARGE, request, response);
				return;
			}
			response.sendAcknowledgement(ContinueResponseTiming.ALWAYS);
			Body body = new Body();
			HttpStatus status = read(wire, body);
			if (status.isError()) {
				refuse(status, request, response);
				return;
			}
			wire.setInputBuffer(body);
		}
		try {
			if (response.getStatus() < HttpStatus.BAD_REQUEST.value() && !hasReadableParameters(request, response)) {
				return;
			}
			getNext().invoke(request, response);
		}
		finally {
			wire.setInputBuffer(rest);
		}
	}

	private static boolean hasReadableParameters(Request request, Response response) throws IOException {
		try {
			// As Spring's filter does, which comes too late for this.
			request.setCharacterEncoding(StandardCharsets.UTF_8);
			request.getParameterMap();
			return true;
		}
		catch (InvalidParameterException ex) {
			response.sendError(ex.getErrorCode());
			return false;
		}
	}

	private HttpStatus read(org.apache.coyote.Request wire, Body body) {
		long begun = this.ticker.nanos();
		long length = 0;
		try {
			for (int read = wire.doRead(body); read >= 0; read = wire.doRead(body)) {
				length += read;
				if (this.ticker.nanos() - begun > this.nanos) {
					return HttpStatus.REQUEST_TIMEOUT;
				}
				if (length > READ_AT_MOST) {
					return HttpStatus.CONTENT_TOO_LARGE;
				}
				if (!isTooLarge(length)) {
					body.keep();
				}
			}
			return isTooLarge(length) ? HttpStatus.CONTENT_TOO_LARGE : HttpStatus.OK;
		}
		catch (SocketTimeoutException _) {
			return HttpStatus.REQUEST_TIMEOUT;
		}
		catch (IOException _) {
			return HttpStatus.BAD_REQUEST;
		}
	}

	private boolean isTooLarge(long length) {
		return length > this.most;
	}

	/// Without waiting for what may be left of the body.
	private static void refuse(HttpStatus status, Request request, Response response) throws IOException {
		request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
		response.sendError(status.value());
	}

	/// Takes what is read, and gives it out again.
	private static final class Body implements ApplicationBufferHandler, InputBuffer {

		private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(0);

		private ByteBuffer read = ByteBuffer.allocate(0);

		private boolean givenOut;

		void keep() {
			byte[] part = new byte[this.read.remaining()];
			this.read.get(part);
			this.bytes.writeBytes(part);
		}

		@Override
		public int doRead(ApplicationBufferHandler handler) {
			int length = available();
			if (length == 0) {
				return -1;
			}
			this.givenOut = true;
			handler.setByteBuffer(ByteBuffer.wrap(this.bytes.toByteArray()));
			return length;
		}

		@Override
		public int available() {
			return this.givenOut ? 0 : this.bytes.size();
		}

		@Override
		public void setByteBuffer(ByteBuffer buffer) {
			this.read = buffer;
		}

		@Override
		public ByteBuffer getByteBuffer() {
			return this.read;
		}

		@Override
		public void expand(int size) {
			// The reader brings a buffer along.
		}

	}

}
