package dev.visitorboard.serverless;

import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/// JSON by the parser that the SDK brings along, so that the zip needs no other.
final class Json {

	private Json() {
	}

	/// @throws IllegalArgumentException where it is no JSON
	static JsonNode read(InputStream json) {
		try {
			// Nothing at all is parsed to null.
			return Optional.ofNullable(JsonNode.parser().parse(json)).orElseThrow(IllegalArgumentException::new);
		}
		catch (SdkException | UncheckedIOException ex) {
			throw new IllegalArgumentException("no JSON", ex);
		}
	}

	/// An object of texts, whole numbers, truth values and such objects.
	static byte[] write(Map<String, ?> object) {
		try (JsonWriter writer = JsonWriter.create()) {
			write(object, writer);
			return writer.getBytes();
		}
	}

	private static void write(Map<?, ?> object, JsonWriter writer) {
		writer.writeStartObject();
		object.forEach((name, value) -> {
			writer.writeFieldName(String.valueOf(name));
			switch (value) {
				case Map<?, ?> inner -> write(inner, writer);
				case Boolean truth -> writer.writeValue(truth);
				case Number number -> writer.writeValue(number.longValue());
				default -> writer.writeValue(whole(String.valueOf(value)));
			}
		});
		writer.writeEndObject();
	}

	/// Halves of a character, which a client can send and a cut can leave, as question
	/// marks: they have no place in UTF-8.
	private static String whole(String text) {
		return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
	}

}
