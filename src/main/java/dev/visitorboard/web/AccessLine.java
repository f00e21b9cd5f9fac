package dev.visitorboard.web;

import java.io.OutputStream;
import java.time.Instant;

import dev.visitorboard.http.LoggedRequest;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/// What is logged of a request, in the fields of the Elastic Common Schema. The route and no address, since an address may
/// hold what a visitor typed.
///
/// @param at when the answer was sent
/// @param bytes of its body
record AccessLine(Instant at, String requestId, String method, String route, int status, long bytes, long nanos,
		String client, String userAgent) {

	/// As the framework writes it in all other lines.
	private static final String ECS_VERSION = "8.11";

	String message() {
		return LoggedRequest.message(this.method, this.route, this.status, this.nanos);
	}

	/// Writes it as JSON, without the end of the line.
	/// @param service the name of this application
	/// @param process the id of this process
	void write(JsonMapper mapper, String service, long process, OutputStream out) {
		try (JsonGenerator json = mapper.createGenerator(out)) {
			json.writeStartObject()
				.writeStringProperty("@timestamp", this.at.toString())
				.writeStringProperty("message", message());
			json.writeObjectPropertyStart("log")
				.writeStringProperty("level", "INFO")
				.writeStringProperty("logger", AccessLog.class.getName())
				.writeEndObject();
			json.writeObjectPropertyStart("ecs").writeStringProperty("version", ECS_VERSION).writeEndObject();
			json.writeObjectPropertyStart("service").writeStringProperty("name", service).writeEndObject();
			json.writeObjectPropertyStart("process").writeNumberProperty("pid", process).writeEndObject();
			json.writeObjectPropertyStart("http").writeStringProperty("route", this.route);
			json.writeObjectPropertyStart("request")
				.writeStringProperty("id", this.requestId)
				.writeStringProperty("method", this.method)
				.writeEndObject();
			json.writeObjectPropertyStart("response")
				.writeNumberProperty("status_code", this.status)
				.writeNumberProperty("bytes", this.bytes)
				.writeEndObject()
				.writeEndObject();
			json.writeObjectPropertyStart("event").writeNumberProperty("duration", this.nanos).writeEndObject();
			json.writeObjectPropertyStart("client").writeStringProperty("address", this.client).writeEndObject();
			json.writeObjectPropertyStart("user_agent")
				.writeStringProperty("original", this.userAgent)
				.writeEndObject()
				.writeEndObject();
		}
	}

}
