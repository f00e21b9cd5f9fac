package dev.visitorboard.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/// That every text is there in every language.
class BundlesTest {

	private static final Path RESOURCES = Path.of("src", "main", "resources");

	private static final Pattern PLACE = Pattern.compile("\\{(\\d)");

	/// Keys that a template names in full.
	private static final Pattern KEY = Pattern.compile("#\\{([a-z][a-z0-9.-]+)[(}]");

	@ParameterizedTest
	@MethodSource("languages")
	void everyLanguageHasTheTextsOfTheFirstWithTheSamePlaces(Locale language) throws IOException {
		Map<String, String> first = bundle(Languages.ALL.getFirst());
		Map<String, String> texts = bundle(language);
		assertThat(texts.keySet()).isEqualTo(first.keySet());
		assertThat(texts).allSatisfy((key, text) -> {
			assertThat(text).as(key).isNotBlank().doesNotContain("  ");
			assertThat(places(text)).as(key).isEqualTo(places(first.getOrDefault(key, "")));
		});
	}

	/// A single straight apostrophe would swallow what follows.
	@ParameterizedTest
	@MethodSource("languages")
	void everyTextCanBeFilledWhateverTheNumber(Locale language) throws IOException {
		bundle(language).forEach((key, text) -> {
			if (!places(text).isEmpty()) {
				assertThat(text).as(key).doesNotContainPattern("(?<!')'(?!')");
				for (int number : IntStream.of(0, 1, 2, 3, 10, 11, 60, 1_000).toArray()) {
					assertThat(new MessageFormat(text, language).format(new Object[] { number, number, number }))
						.as(key)
						.isNotBlank()
						.doesNotContain("{", "}");
				}
			}
		});
	}

	@Test
	void numbersGoWithTheirWords() throws IOException {
		assertThat(filled("en", "count.label", 1)).isEqualTo("visitor so far");
		assertThat(filled("en", "count.label", 1_000)).isEqualTo("visitors so far");
		assertThat(filled("fr", "count.label", 2)).startsWith("visites");
		assertThat(filled("ar", "drill.minutes", 1)).isEqualTo("دقيقة واحدة");
		assertThat(filled("ar", "drill.minutes", 2)).isEqualTo("دقيقتان");
		assertThat(filled("ar", "drill.minutes", 5)).isEqualTo("5 دقائق");
		assertThat(filled("ar", "drill.minutes", 15)).isEqualTo("15 دقيقة");
		assertThat(filled("de", "fleet.serving", 1_234)).startsWith("1.234 ");
	}

	@Test
	void theSwitchOffersEveryLanguageAndNoOther() throws IOException {
		String form = Files.readString(RESOURCES.resolve("templates/languages.html"));
		assertThat(Pattern.compile("value=\"(\\w+)\" lang=\"\\1\"[^>]*\\$\\{here} == '\\1'")
			.matcher(form)
			.results()
			.map((button) -> button.group(1))).isEqualTo(languages().map(Locale::getLanguage).toList());
		try (Stream<Path> files = Files.list(RESOURCES)) {
			assertThat(files.filter((file) -> file.getFileName().toString().startsWith("messages")))
				.hasSize(Languages.ALL.size());
		}
	}

	@Test
	void everyTextThatATemplateNamesIsThere() throws IOException {
		Set<String> named = new TreeSet<>();
		try (Stream<Path> templates = Files.list(RESOURCES.resolve("templates"))) {
			for (Path template : templates.toList()) {
				KEY.matcher(Files.readString(template)).results().forEach((key) -> named.add(key.group(1)));
			}
		}
		assertThat(named).hasSizeGreaterThan(50);
		assertThat(bundle(Languages.ALL.getFirst()).keySet()).containsAll(named);
	}

	private static Stream<Locale> languages() {
		return Languages.ALL.stream();
	}

	private static String filled(String language, String key, int number) throws IOException {
		Locale locale = Languages.find(language).orElseThrow();
		return new MessageFormat(Objects.requireNonNull(bundle(locale).get(key)), locale)
			.format(new Object[] { number });
	}

	private static Map<String, String> bundle(Locale language) throws IOException {
		String suffix = language.equals(Languages.ALL.getFirst()) ? "" : "_" + language.getLanguage();
		Properties texts = new Properties();
		try (var file = Files.newBufferedReader(RESOURCES.resolve("messages" + suffix + ".properties"))) {
			texts.load(file);
		}
		return texts.stringPropertyNames()
			.stream()
			.collect(Collectors.toMap((key) -> key, texts::getProperty, (one, _) -> one, TreeMap::new));
	}

	private static Set<String> places(String text) {
		return PLACE.matcher(text)
			.results()
			.map((place) -> place.group(1))
			.collect(Collectors.toCollection(TreeSet::new));
	}

}
