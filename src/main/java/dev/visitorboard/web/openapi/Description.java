package dev.visitorboard.web.openapi;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.visitorboard.web.openapi.Words.Example;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/// Describes what an instance answers to programs in OpenAPI 3.1: what its [RestController]s map. Pages and forms are for
/// people.
final class Description {

	private final Words words;

	private final Schemas schemas = new Schemas();

	Description(Words words) {
		this.words = words;
	}

	Map<String, Object> of(Map<RequestMappingInfo, HandlerMethod> handlers) {
		Map<String, Map<String, Object>> paths = new TreeMap<>();
		operations(handlers).forEach((key, methods) -> {
			String[] parts = key.split(" ", 2);
			paths.computeIfAbsent(parts[1], (_) -> new TreeMap<>())
				.put(parts[0].toLowerCase(Locale.ROOT),
						new OperationDescription(key, methods, this.words.of(key), this.schemas).toMap());
		});
		Map<String, Object> all = new LinkedHashMap<>();
		all.put("openapi", "3.1.1");
		all.put("info", this.words.info());
		all.put("servers", List.of(Map.of("url", "/")));
		all.put("security", List.of());
		all.put("tags",
				this.words.tags()
					.entrySet()
					.stream()
					.map((tag) -> Map.of("name", tag.getKey(), "description", tag.getValue()))
					.toList());
		all.put("paths", paths);
		all.put("components", components());
		return all;
	}

	/// The handlers of each method and path; some share one and differ in what they take
	/// or give.
	private static Map<String, List<Handler>> operations(Map<RequestMappingInfo, HandlerMethod> handlers) {
		Map<String, List<Handler>> operations = new TreeMap<>();
		handlers.forEach((mapping, method) -> {
			if (method.getBeanType().isAnnotationPresent(RestController.class)) {
				for (String path : mapping.getPatternValues()) {
					mapping.getMethodsCondition()
						.getMethods()
						.forEach((verb) -> operations.computeIfAbsent(verb + " " + path, (_) -> new ArrayList<>())
							.add(new Handler(mapping, method)));
				}
			}
		});
		operations.values().forEach((all) -> all.sort(Comparator.comparing((handler) -> handler.method().toString())));
		return operations;
	}

	private Map<String, Object> components() {
		return Map.of("schemas", this.schemas.named(), "securitySchemes", Map.of(OperationDescription.INSTRUCTOR,
				Map.of("type", "http", "scheme", "bearer", "description", "The instructor's token.")));
	}

	/// The problem that an example is answered with.
	static Map<String, Object> problem(Example example, String path) {
		Map<String, Object> problem = new LinkedHashMap<>();
		problem.put("title", HttpStatus.valueOf(example.status()).getReasonPhrase());
		problem.put("status", example.status());
		problem.put("detail", example.detail());
		problem.put("instance", path);
		problem.putAll(example.more());
		problem.put("requestId", "1-6742f1c2-9f86d081884c7d659a2feaa0");
		return problem;
	}

	/// A method of a controller, and what it is mapped to.
	record Handler(RequestMappingInfo mapping, HandlerMethod method) {
	}

	/// What an error looks like in JSON (RFC 9457).
	///
	/// @param errors of the fields of a message that was refused
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record Problem(String title, int status, @Nullable String detail, @Nullable String instance,
			@Nullable List<FieldError> errors, String requestId) {
	}

	record FieldError(String field, String code, String reason) {
	}

}
