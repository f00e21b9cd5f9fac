package dev.visitorboard.web.openapi;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The JSON schemas of what controllers take and give. Each record is described once, under its name.
final class Schemas {

	private static final Map<Type, Map<String, Object>> PLAIN = Map.ofEntries(
			Map.entry(String.class, Map.of("type", "string")), Map.entry(boolean.class, Map.of("type", "boolean")),
			Map.entry(int.class, Map.of("type", "integer", "format", "int32")),
			Map.entry(long.class, Map.of("type", "integer", "format", "int64")),
			Map.entry(Long.class, Map.of("type", "integer", "format", "int64")),
			Map.entry(double.class, Map.of("type", "number", "format", "double")),
			Map.entry(Double.class, Map.of("type", "number", "format", "double")),
			Map.entry(Instant.class, Map.of("type", "string", "format", "date-time")),
			Map.entry(LocalDate.class, Map.of("type", "string", "format", "date")),
			Map.entry(Duration.class, Map.of("type", "string", "format", "duration")),
			// Of a body that may say the same as a number or as text.
			Map.entry(JsonNode.class, Map.of("type", List.of("integer", "string"))));

	private final Map<String, Object> named = new TreeMap<>();

	/// All records that were met, by name.
	Map<String, Object> named() {
		return this.named;
	}

	Map<String, Object> of(Type type) {
		if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
			return Map.of("type", "array", "items", of(list.getActualTypeArguments()[0]));
		}
		if (type instanceof Class<?> record && record.isRecord()) {
			return ofRecord(record, false);
		}
		Map<String, Object> plain = PLAIN.get(type);
		if (plain == null) {
			throw new IllegalArgumentException("There is no schema for " + type);
		}
		return plain;
	}

	/// Of a body that clients send, who may leave out what may be null.
	Map<String, Object> ofTaken(Class<?> record) {
		return ofRecord(record, true);
	}

	private Map<String, Object> ofRecord(Class<?> record, boolean taken) {
		String name = record.getSimpleName().replaceFirst("Json$", "");
		if (!this.named.containsKey(name)) {
			Map<String, Object> properties = new LinkedHashMap<>();
			List<String> required = new ArrayList<>();
			for (RecordComponent component : record.getRecordComponents()) {
				boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
				boolean leftOut = nullable
						&& (taken || leavesOutNull(record) || leavesOutNull(component.getAccessor()));
				Map<String, Object> schema = of(component.getGenericType());
				properties.put(component.getName(), (nullable && !leftOut) ? orNull(schema) : schema);
				if (!leftOut) {
					required.add(component.getName());
				}
			}
			this.named.put(name, Map.of("type", "object", "properties", properties, "required", required));
		}
		return Map.of("$ref", "#/components/schemas/" + name);
	}

	private static boolean leavesOutNull(AnnotatedElement element) {
		return Stream.ofNullable(element.getAnnotation(JsonInclude.class))
			.anyMatch((include) -> include.value() == JsonInclude.Include.NON_NULL);
	}

	private static Map<String, Object> orNull(Map<String, Object> schema) {
		if (schema.get("type") instanceof String type) {
			Map<String, Object> either = new LinkedHashMap<>(schema);
			either.put("type", List.of(type, "null"));
			return either;
		}
		return Map.of("anyOf", List.of(schema, Map.of("type", "null")));
	}

}
