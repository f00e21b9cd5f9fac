package dev.visitorboard.testing;

import java.util.Set;
import java.util.TreeSet;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Which fields JSON has, whatever their values. The elements of a list count together.
public final class JsonShape {

	private static final JsonMapper JSON = new JsonMapper();

	private JsonShape() {
	}

	public static Set<String> of(String json) {
		return of(JSON.readTree(json));
	}

	public static Set<String> of(JsonNode json) {
		Set<String> fields = new TreeSet<>();
		collect("", json, fields);
		return fields;
	}

	private static void collect(String path, JsonNode node, Set<String> fields) {
		fields.add(path);
		node.properties().forEach((field) -> collect(path + "." + field.getKey(), field.getValue(), fields));
		if (node.isArray()) {
			node.forEach((element) -> collect(path + "[]", element, fields));
		}
	}

}
