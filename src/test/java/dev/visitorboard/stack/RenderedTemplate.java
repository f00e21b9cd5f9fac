package dev.visitorboard.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.visitorboard.testing.Command;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/// The template as `src/workshop/render` prints it, read as CloudFormation reads it: with each short form such as `!Ref x`
/// in its long one.
///
/// @param text what was printed
/// @param root what it says
record RenderedTemplate(String text, JsonNode root) {

	static final String RENDER = "src/workshop/render";

	static RenderedTemplate render(Class<?> test) {
		Command.require(test, "bash", "jq");
		Command render = Command.run(RENDER);
		assertThat(render.exitCode()).as(render.output()).isZero();
		return of(render.output());
	}

	/// A template that is sent as it lies here.
	static RenderedTemplate read(Path file) {
		try {
			return of(Files.readString(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static RenderedTemplate of(String text) {
		return new RenderedTemplate(text, json(new Yaml(new Functions()).load(text)));
	}

	static JsonNode json(Object value) {
		return JsonMapper.shared().valueToTree(value);
	}

	JsonNode resource(String id) {
		JsonNode resource = this.root.path("Resources").path(id);
		assertThat(resource.isObject()).as(id).isTrue();
		return resource;
	}

	JsonNode properties(String id) {
		return resource(id).path("Properties");
	}

	Stream<Map.Entry<String, JsonNode>> resources() {
		return this.root.path("Resources").properties().stream();
	}

	/// The ids of the resources of a type.
	List<String> ids(String type) {
		return resources().filter((resource) -> resource.getValue().path("Type").asString().equals(type))
			.map(Map.Entry::getKey)
			.toList();
	}

	/// What a value may be, whichever conditions hold; of a list, its elements.
	static Stream<JsonNode> branches(JsonNode value) {
		if (value.isMissingNode()) {
			return Stream.empty();
		}
		if (value.isArray()) {
			return value.valueStream().flatMap(RenderedTemplate::branches);
		}
		JsonNode choice = value.path("Fn::If");
		if (choice.isArray()) {
			return Stream.of(choice.get(1), choice.get(2)).flatMap(RenderedTemplate::branches);
		}
		return value.path("Ref").asString("").equals("AWS::NoValue") ? Stream.empty() : Stream.of(value);
	}

	/// Everything in a value, itself included.
	static Stream<JsonNode> within(JsonNode value) {
		return Stream.concat(Stream.of(value), value.valueStream().flatMap(RenderedTemplate::within));
	}

	private static final class Functions extends SafeConstructor {

		Functions() {
			super(new LoaderOptions());
			this.yamlMultiConstructors.put("!", new AbstractConstruct() {
				@Override
				public Object construct(Node node) {
					String name = node.getTag().getValue().substring(1);
					return Map.of(name.equals("Ref") ? name : "Fn::" + name, argument(node));
				}
			});
		}

		private Object argument(Node node) {
			return switch (node) {
				case ScalarNode scalar -> constructScalar(scalar);
				case SequenceNode sequence -> constructSequence(sequence);
				case MappingNode mapping -> constructMapping(mapping);
				default -> throw new IllegalArgumentException(String.valueOf(node));
			};
		}

	}

}
