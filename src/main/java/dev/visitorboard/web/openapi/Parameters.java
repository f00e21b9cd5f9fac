package dev.visitorboard.web.openapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.visitorboard.web.openapi.Description.Handler;

import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;

/// The parameters that handlers declare, in OpenAPI's words.
final class Parameters {

	/// Their values belong to other parts of a description.
	private static final Set<String> NOT_HERE = Set.of(HttpHeaders.ACCEPT, HttpHeaders.CONTENT_TYPE,
			HttpHeaders.AUTHORIZATION);

	private Parameters() {
	}

	static List<Object> of(List<Handler> handlers, Words.Operation words) {
		Map<String, Object> all = new TreeMap<>();
		for (Handler handler : handlers) {
			for (MethodParameter parameter : handler.method().getMethodParameters()) {
				parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
				described(parameter).filter((one) -> !NOT_HERE.contains(one.name()))
					.forEach((one) -> all.put(one.name(), one.toMap(words)));
			}
		}
		return new ArrayList<>(all.values());
	}

	/// A path with the values of an example.
	static String fill(String path, Map<String, Object> values) {
		String filled = path;
		for (Map.Entry<String, Object> value : values.entrySet()) {
			filled = filled.replace("{" + value.getKey() + "}", value.getValue().toString());
		}
		return filled;
	}

	private static Stream<Described> described(MethodParameter parameter) {
		String name = Objects.requireNonNullElse(parameter.getParameterName(), "");
		PathVariable path = parameter.getParameterAnnotation(PathVariable.class);
		RequestParam query = parameter.getParameterAnnotation(RequestParam.class);
		RequestHeader header = parameter.getParameterAnnotation(RequestHeader.class);
		CookieValue cookie = parameter.getParameterAnnotation(CookieValue.class);
		if (path != null) {
			return Stream.of(new Described(name, "path", true, ValueConstants.DEFAULT_NONE));
		}
		if (query != null) {
			return Stream.of(new Described(name, "query", false, query.defaultValue()));
		}
		if (header != null) {
			return Stream.of(new Described(header.value(), "header", false, header.defaultValue()));
		}
		if (cookie != null) {
			return Stream.of(new Described(cookie.value(), "cookie", false, cookie.defaultValue()));
		}
		return parameter.hasParameterAnnotation(ModelAttribute.class)
				? Stream.of(parameter.getParameterType().getRecordComponents())
					.map((part) -> new Described(part.getName(), "query", false, ValueConstants.DEFAULT_NONE))
				: Stream.of();
	}

	/// @param in where it stands in a request
	private record Described(String name, String in, boolean required, String byDefault) {

		Map<String, Object> toMap(Words.Operation words) {
			Map<String, Object> all = new LinkedHashMap<>();
			all.put("name", this.name);
			all.put("in", this.in);
			all.put("required", this.required);
			all.put("description", Objects.requireNonNull(words.parameters().get(this.name),
					() -> "openapi.yaml has no words for " + this.name + " of " + words.id()));
			all.put("schema", this.byDefault.equals(ValueConstants.DEFAULT_NONE) ? Map.of("type", "string")
					: Map.of("type", "string", "default", this.byDefault));
			Map<String, Object> examples = new LinkedHashMap<>();
			words.examples()
				.stream()
				.filter((example) -> example.with().containsKey(this.name))
				.forEach((example) -> examples.put(example.name(),
						Map.of("value", Objects.requireNonNull(example.with().get(this.name)).toString())));
			if (!examples.isEmpty()) {
				all.put("examples", examples);
			}
			return all;
		}

	}

}
