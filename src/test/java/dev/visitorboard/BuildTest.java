package dev.visitorboard;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathFactory;

import dev.visitorboard.testing.BesideOthers;
import dev.visitorboard.testing.Command;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

import static org.assertj.core.api.Assertions.assertThat;

/// What would drift apart unnoticed: documents, bundles and scripts that the compiler does not read.
@BesideOthers
class BuildTest {

	private static final Pattern SHEBANG = Pattern.compile("#!.*\\bbash\\n");

	private static final Path RESOURCES = Path.of("src", "main", "resources");

	@Test
	void theDocumentsNameExactlyWhatIsRead() throws IOException {
		Set<String> read = matches("\\$\\{([A-Z][A-Z0-9_]*)[:}]", RESOURCES.resolve("application.yaml"));
		Set<String> documented = matches("(?m)^\\| *`([A-Z][A-Z0-9_]*)` *\\|",
				Path.of("src", "docs", "configuration.md"));

		assertThat(read).isNotEmpty();
		assertThat(documented).isEqualTo(read);
	}

	@Test
	void theTopLevelHoldsOnlyWhatWasDecided() throws Exception {
		assertThat(topLevel()).contains("pom.xml")
			.filteredOn((name) -> !name.startsWith("."))
			.isSubsetOf("src", "userdata.sh", "launch-template.json", "README.md", "pom.xml");
	}

	@Test
	void everyLanguageHasTheSameTexts() throws IOException {
		Map<String, Set<String>> bundles = bundles();

		assertThat(bundles).hasSizeGreaterThan(1).containsKey("messages.properties");
		assertThat(bundles.values()).allSatisfy((keys) -> assertThat(keys).isEqualTo(keys("messages.properties")));
	}

	@Test
	void everyTextThatATemplateShowsExists() throws IOException {
		Set<String> keys = keys("messages.properties");
		for (Path template : files(RESOURCES.resolve("templates"), ".html")) {
			assertThat(keys).as(template.toString()).containsAll(matches("#\\{([a-z][a-z.-]*)", template));
			// A key put together when the page is rendered, of which the beginning is
			// known.
			assertThat(matches("#\\{\\$\\{'([a-z.-]+)'", template)).as(template.toString())
				.allMatch((beginning) -> keys.stream().anyMatch((key) -> key.startsWith(beginning)));
		}
		assertThat(matches("#\\{([a-z][a-z.-]*)", RESOURCES.resolve("templates/board.html"))).isNotEmpty();
	}

	@Test
	void aMissingJdkIsAnsweredWithWhatToInstall() throws Exception {
		Document pom = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new File("pom.xml"));
		XPath path = XPathFactory.newInstance().newXPath();
		String version = path.evaluate("/project/properties/java.version", pom);
		String id = path.evaluate("//execution[goals/goal='select-jdk-toolchain']/id", pom);

		assertThat(version).isNotEmpty();
		assertThat(id).contains("JDK " + version, "install", "java-" + version + "-amazon", "JAVA" + version + "_HOME");
	}

	@Test
	void everyScriptPassesShellcheck() throws IOException {
		Command.require(BuildTest.class, "shellcheck");
		List<String> command = new ArrayList<>(List.of("shellcheck"));
		scripts().forEach((script) -> command.add(script.toString()));
		assertThat(command).contains(".ci/run");

		Command shellcheck = Command.run(command.toArray(String[]::new));

		assertThat(shellcheck.exitCode()).as(shellcheck.output()).isZero();
	}

	/// All that begins as a script does, wherever it lies and whatever its name.
	private static List<Path> scripts() throws IOException {
		List<Path> scripts = new ArrayList<>();
		for (Path root : List.of(Path.of("userdata.sh"), Path.of(".ci"), Path.of("src"))) {
			if (Files.exists(root)) {
				try (Stream<Path> files = Files.walk(root)) {
					for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
						if (SHEBANG.matcher(Files.readString(file, StandardCharsets.ISO_8859_1)).lookingAt()) {
							scripts.add(file);
						}
					}
				}
			}
		}
		return scripts;
	}

	/// As a clone would have it; without git, as it lies here.
	private static Set<String> topLevel() throws IOException {
		if (Files.exists(Path.of(".git"))) {
			Command tracked = Command.run("git", "ls-files");
			assertThat(tracked.exitCode()).as(tracked.output()).isZero();
			return tracked.lines().stream().map((file) -> file.split("/", 2)[0]).collect(Collectors.toSet());
		}
		try (Stream<Path> files = Files.list(Path.of(""))) {
			return files.map(Path::toString).filter((name) -> !name.equals("target")).collect(Collectors.toSet());
		}
	}

	private static Map<String, Set<String>> bundles() throws IOException {
		Map<String, Set<String>> bundles = new TreeMap<>();
		for (Path bundle : files(RESOURCES, ".properties")) {
			String name = bundle.getFileName().toString();
			if (name.startsWith("messages")) {
				bundles.put(name, keys(name));
			}
		}
		return bundles;
	}

	private static Set<String> keys(String bundle) throws IOException {
		Properties texts = new Properties();
		try (Reader reader = Files.newBufferedReader(RESOURCES.resolve(bundle))) {
			texts.load(reader);
		}
		return texts.stringPropertyNames();
	}

	private static List<Path> files(Path folder, String ending) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter((file) -> Files.isRegularFile(file) && file.toString().endsWith(ending))
				.sorted()
				.toList();
		}
	}

	private static Set<String> matches(String pattern, Path file) throws IOException {
		Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(file));
		return matcher.results().map((match) -> match.group(1)).collect(Collectors.toCollection(TreeSet::new));
	}

}
