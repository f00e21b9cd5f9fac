package dev.visitorboard.web.openapi;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.config.YamlMapFactoryBean;
import org.springframework.core.io.ClassPathResource;

/// What code cannot tell of an API: `openapi.yaml`.
///
/// @param operations by method and path, such as `GET /count`
record Words(Map<String, String> info, Map<String, String> tags, Map<String, Operation> operations) {

	static Words read(JsonMapper json) {
		YamlMapFactoryBean yaml = new YamlMapFactoryBean();
		yaml.setResources(new ClassPathResource("openapi.yaml"));
		return json.convertValue(yaml.getObject(), Words.class);
	}

	Operation of(String operation) {
		return Objects.requireNonNull(this.operations.get(operation),
				() -> "openapi.yaml has no words for " + operation);
	}

	/// @param parameters the words for each
	/// @param types of the answer, where the handler does not declare them
	/// @param schema the record of the controller that the answer is made from, where its
	/// method does not say so
	record Operation(String id, String tag, String summary, @Nullable String description,
			Map<String, String> parameters, List<String> types, @Nullable String schema, List<Example> examples) {

		Operation {
			parameters = Objects.requireNonNullElse(parameters, Map.of());
			types = Objects.requireNonNullElse(types, List.of());
		}

	}

	/// A request with its answer.
	///
	/// @param with the values of its parameters
	/// @param body of the request
	/// @param detail of the problem, where the answer is one
	/// @param more of the problem
	record Example(String name, int status, Map<String, Object> with, @Nullable Object body, @Nullable Object answer,
			@Nullable String type, @Nullable String detail, Map<String, Object> more) {

		Example {
			with = Objects.requireNonNullElse(with, Map.of());
			more = Objects.requireNonNullElse(more, Map.of());
		}

	}

}
