package dev.visitorboard.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CloudWatchSettingsTest {

	private static final Map<String, List<String>> METERS = Map.of("board.posts", List.of());

	private static final Duration MINUTE = Duration.ofMinutes(1);

	/// A row of the table: its first column names the meter, its last the dimensions.
	private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z.]+)` \\|.*\\| ([^|]*) \\|$");

	@Test
	void unlessSetNothingIsSentAndOtherwiseOnceAMinute() throws IOException {
		CloudWatchSettings settings = delivered();

		assertThat(settings.enabled()).isEqualTo("false");
		assertThat(settings.namespace()).isEqualTo("VisitorBoard");
		assertThat(settings.endpoint()).isNull();
		assertThat(settings.step()).isEqualTo(MINUTE);
	}

	@Test
	void theDocumentTellsOfExactlyTheMetersThatAreSentAndTheirDimensions() throws IOException {
		String document = Files.readString(Path.of("src", "docs", "metrics.md"));
		Map<String, List<String>> documented = ROW.matcher(document)
			.results()
			.collect(Collectors.toMap((row) -> row.group(1), (row) -> codes(row.group(2))));

		assertThat(documented).isEqualTo(delivered().meters()).hasSizeBetween(8, 12);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			"" | Board | 1m | 1s | CLOUDWATCH_METRICS must be true or false
			yes | Board | 1m | 1s | CLOUDWATCH_METRICS must be true or false
			1 | Board | 1m | 1s | CLOUDWATCH_METRICS must be true or false
			tru | Board | 1m | 1s | CLOUDWATCH_METRICS must be true or false
			true | "" | 1m | 1s | CLOUDWATCH_NAMESPACE must be
			true | " " | 1m | 1s | CLOUDWATCH_NAMESPACE must be
			true | AWS/EC2 | 1m | 1s | CLOUDWATCH_NAMESPACE must be
			true | :board | 1m | 1s | CLOUDWATCH_NAMESPACE must be
			true | bo ard | 1m | 1s | CLOUDWATCH_NAMESPACE must be
			true | brëtt | 1m | 1s | CLOUDWATCH_NAMESPACE must be
			true | Board | 0s | 1s | board.cloudwatch.step must be from 1s to 1h
			true | Board | -1m | 1s | board.cloudwatch.step must be from 1s to 1h
			true | Board | 0.5s | 1s | board.cloudwatch.step must be from 1s to 1h
			true | Board | 2h | 1s | board.cloudwatch.step must be from 1s to 1h
			true | Board | 1m | -1s | board.cloudwatch.stop-patience must not be below 0
			""")
	void whatCannotBeUsedIsNamed(String enabled, String namespace, String step, String patience, String line) {
		assertThatIllegalArgumentException()
			.isThrownBy(
					() -> new CloudWatchSettings(enabled, namespace, null, duration(step), duration(patience), METERS))
			.withMessageStartingWith(line);
	}

	@Test
	void anEmptyListOfMetersIsNamed() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new CloudWatchSettings("true", "Board", null, MINUTE, MINUTE, Map.of()))
			.withMessageContaining("board.cloudwatch.meters");
	}

	private static Duration duration(String text) {
		return Duration
			.parse((text.startsWith("-") ? "-PT" + text.substring(1) : "PT" + text).toUpperCase(Locale.ROOT));
	}

	/// As in the jar, whatever the environment of this test.
	private static CloudWatchSettings delivered() throws IOException {
		List<PropertySource<?>> sources = new YamlPropertySourceLoader().load("application",
				new ClassPathResource("application.yaml"));
		return new Binder(ConfigurationPropertySources.from(sources), new PropertySourcesPlaceholdersResolver(sources))
			.bind("board.cloudwatch", CloudWatchSettings.class)
			.get();
	}

	private static List<String> codes(String cell) {
		return Pattern.compile("`([a-z]+)`").matcher(cell).results().map((match) -> match.group(1)).toList();
	}

}
