package dev.visitorboard.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
	@ValueSource(strings = { "", "yes", "1", "tru" })
	void onlyTrueAndFalseSwitchIt(String enabled) {
		assertThatIllegalArgumentException().isThrownBy(() -> settings(enabled, "Board", MINUTE, METERS))
			.withMessage("CLOUDWATCH_METRICS must be true or false");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "AWS/EC2", ":board", "bo ard", "brëtt" })
	void aNamespaceThatCloudWatchWouldRefuseIsNamed(String namespace) {
		assertThatIllegalArgumentException().isThrownBy(() -> settings("true", namespace, MINUTE, METERS))
			.withMessageContaining("CLOUDWATCH_NAMESPACE must be");
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT0S", "PT-1M", "PT0.5S", "PT2H" })
	void aStepOutOfRangeIsNamed(Duration step) {
		assertThatIllegalArgumentException().isThrownBy(() -> settings("true", "Board", step, METERS))
			.withMessage("board.cloudwatch.step must be from 1s to 1h");
	}

	@Test
	void aNegativePatienceIsNamed() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new CloudWatchSettings("true", "Board", null, MINUTE, Duration.ofSeconds(-1), METERS))
			.withMessageContaining("board.cloudwatch.stop-patience");
	}

	@Test
	void anEmptyListOfMetersIsNamed() {
		assertThatIllegalArgumentException().isThrownBy(() -> settings("true", "Board", MINUTE, Map.of()))
			.withMessageContaining("board.cloudwatch.meters");
	}

	private static CloudWatchSettings settings(String enabled, String namespace, Duration step,
			Map<String, List<String>> meters) {
		return new CloudWatchSettings(enabled, namespace, null, step, Duration.ofSeconds(1), meters);
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
