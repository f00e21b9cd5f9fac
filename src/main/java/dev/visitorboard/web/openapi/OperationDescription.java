package dev.visitorboard.web.openapi;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.visitorboard.web.openapi.Description.Handler;
import dev.visitorboard.web.openapi.Words.Example;

import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestBody;

/// One method of one path. An example has one name wherever a part of it stands: at the parameters, the body and the answer.
final class OperationDescription {

	static final String INSTRUCTOR = "instructor";

	private static final String JSON = MediaType.APPLICATION_JSON_VALUE;

	private final String path;

	private final List<Handler> handlers;

	private final Words.Operation words;

	private final Schemas schemas;

	OperationDescription(String key, List<Handler> handlers, Words.Operation words, Schemas schemas) {
		this.path = key.split(" ", 2)[1];
		this.handlers = handlers;
		this.words = words;
		this.schemas = schemas;
	}

	Map<String, Object> toMap() {
		Map<String, Object> operation = new LinkedHashMap<>();
		operation.put("operationId", this.words.id());
		operation.put("tags", List.of(this.words.tag()));
		operation.put("summary", this.words.summary());
		if (this.words.description() != null) {
			operation.put("description", this.words.description());
		}
		if (isForInstructors()) {
			operation.put("security", List.of(Map.of(INSTRUCTOR, List.of())));
		}
		List<Object> parameters = Parameters.of(this.handlers, this.words);
		if (!parameters.isEmpty()) {
			operation.put("parameters", parameters);
		}
		parametersOfMethods().filter((parameter) -> parameter.hasParameterAnnotation(RequestBody.class))
			.findFirst()
			.ifPresent((body) -> operation.put("requestBody", requestBody(body)));
		operation.put("responses", responses());
		return operation;
	}

	private Map<String, Object> requestBody(MethodParameter body) {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("schema", this.schemas.ofTaken(body.getParameterType()));
		Map<String, Object> examples = new LinkedHashMap<>();
		this.words.examples()
			.stream()
			.filter((example) -> example.body() != null && !(example.body() instanceof String))
			.forEach((example) -> examples.put(example.name(), Map.of("value", example.body())));
		json.put("examples", examples);
		// Some operations take their parameters from a body as well.
		boolean required = this.handlers.size() == 1;
		return Map.of("required", required, "content", Map.of(JSON, json));
	}

	private Map<String, Object> responses() {
		Map<String, Object> responses = new TreeMap<>();
		this.words.examples()
			.stream()
			.map(Example::status)
			.distinct()
			.forEach((status) -> responses.put(Integer.toString(status),
					response(status, this.words.examples().stream().filter((it) -> it.status() == status).toList())));
		return responses;
	}

	private Map<String, Object> response(int status, List<Example> examples) {
		Map<String, Object> response = new LinkedHashMap<>();
		response.put("description", HttpStatus.valueOf(status).getReasonPhrase());
		String header = switch (status) {
			case 201 -> "Location";
			case 429, 503 -> "Retry-After";
			default -> "";
		};
		// The health's own answer is no problem, and says nothing of when to come back.
		if (!header.isEmpty() && examples.stream().noneMatch((it) -> status >= 400 && it.answer() != null)) {
			response.put("headers", Map.of(header, Map.of("schema", Map.of("type", "string"))));
		}
		Map<String, Object> content = new LinkedHashMap<>();
		examples.forEach((example) -> put(example, content));
		if (!content.isEmpty()) {
			response.put("content", content);
		}
		return response;
	}

	private void put(Example example, Map<String, Object> content) {
		if (example.detail() != null) {
			add(content, MediaType.APPLICATION_PROBLEM_JSON_VALUE, this.schemas.of(Description.Problem.class),
					example.name(), Description.problem(example, Parameters.fill(this.path, example.with())));
		}
		else if (example.answer() != null) {
			String type = (example.type() != null) ? example.type() : types().iterator().next();
			add(content, type, type.equals(JSON) ? answer() : Map.of("type", "string"), example.name(),
					example.answer());
		}
	}

	private static void add(Map<String, Object> content, String type, Map<String, Object> schema, String name,
			Object value) {
		Media media = (content.get(type) instanceof Media known) ? known : new Media(schema, new LinkedHashMap<>());
		media.examples().put(name, Map.of("value", value));
		content.put(type, media);
	}

	/// The shape of a successful answer in JSON.
	private Map<String, Object> answer() {
		Handler handler = this.handlers.getFirst();
		if (this.words.schema() != null) {
			return Stream.of(handler.method().getBeanType().getDeclaredClasses())
				.filter((type) -> type.getSimpleName().equals(this.words.schema()))
				.findFirst()
				.map(this.schemas::of)
				.orElseThrow();
		}
		MethodParameter returned = handler.method().getReturnType();
		return this.schemas.of((returned.getParameterType() == ResponseEntity.class)
				? returned.nested().getNestedGenericParameterType() : returned.getGenericParameterType());
	}

	/// What the handlers say they give, or else what the words say.
	private Set<String> types() {
		Set<String> types = new LinkedHashSet<>(this.words.types());
		for (Handler handler : this.handlers) {
			handler.mapping()
				.getProducesCondition()
				.getProducibleMediaTypes()
				.stream()
				.filter(MediaType::isConcrete)
				.forEach((type) -> types.add(type.toString()));
		}
		return types.isEmpty() ? Set.of(JSON) : types;
	}

	private boolean isForInstructors() {
		return this.words.examples().stream().anyMatch((example) -> example.status() == 401);
	}

	private Stream<MethodParameter> parametersOfMethods() {
		return this.handlers.stream().flatMap((handler) -> Stream.of(handler.method().getMethodParameters()));
	}

	record Media(Map<String, Object> schema, Map<String, Object> examples) {
	}

}
