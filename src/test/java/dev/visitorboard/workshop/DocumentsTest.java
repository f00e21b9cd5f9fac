package dev.visitorboard.workshop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.visitorboard.lifecycle.Phase;
import dev.visitorboard.testing.Command;
import dev.visitorboard.workshop.Document.Block;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// What the pages say of each other and of the repository, which nothing else would miss.
class DocumentsTest {

	private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");

	/// A script with what stands behind it in its command.
	private static final Pattern SCRIPT = Pattern.compile("src/workshop/([a-z]+)(?![\\w./-])([^`|;&#]*)");

	private static final Pattern OPTION = Pattern.compile("(?<=\\s)--[a-z][a-z-]*");

	private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+(?:Test|IT|E2E|Bench))`");

	private static List<Document> documents;

	@BeforeAll
	static void read() throws IOException {
		documents = Document.all();
	}

	@Test
	void everyLinkLeadsSomewhere() throws IOException {
		int links = 0;
		for (Document document : documents) {
			for (String target : found(LINK, String.join("\n", document.text()))) {
				if (!target.contains("://")) {
					assertThatItLeadsSomewhere(document, target);
					links++;
				}
			}
		}
		assertThat(links).isGreaterThan(50);
	}

	private static void assertThatItLeadsSomewhere(Document document, String target) throws IOException {
		String[] parts = target.split("#", 2);
		Path file = parts[0].isEmpty() ? document.path() : document.path().resolveSibling(parts[0]).normalize();
		assertThat(file).as("%s: %s", document.path(), target).exists();
		if (parts.length > 1) {
			assertThat(Document.read(file).anchors()).as("%s: %s", document.path(), target).contains(parts[1]);
		}
	}

	@Test
	void theReadmeLeadsToEveryPage() {
		Set<Path> reached = new TreeSet<>();
		List<Path> next = new ArrayList<>(List.of(Path.of("README.md")));
		Map<Path, Document> pages = documents.stream().collect(Collectors.toMap(Document::path, (page) -> page));
		while (!next.isEmpty()) {
			Path path = next.removeLast();
			Document page = pages.get(path);
			if (page != null && reached.add(path)) {
				found(LINK, String.join("\n", page.text())).stream()
					.map((target) -> path.resolveSibling(target.split("#", 2)[0]).normalize())
					.forEach(next::add);
			}
		}
		assertThat(reached).containsExactlyInAnyOrderElementsOf(pages.keySet());
	}

	/// That each alarm has one and each is an alarm's is looked at where the stack is.
	@Test
	void everyRunbookHasItsFourParts() throws IOException {
		assertThat(Document.in("src/docs/runbooks")).isNotEmpty().allSatisfy((page) -> {
			assertThat(page.text().stream().filter((line) -> line.startsWith("## "))).as(page.path().toString())
				.containsExactly("## Meaning", "## Impact", "## Diagnosis", "## Mitigation");
			assertThat(page.text().getFirst().replaceAll("\\W", ""))
				.isEqualToIgnoringCase(page.path().getFileName().toString().replace(".md", "").replace("-", ""));
			assertThat(page.blocks("sh")).as(page.path().toString()).isNotEmpty();
		});
	}

	@Test
	void everyScriptIsThereAndKnowsTheOptionsItIsGiven() {
		Map<String, Set<String>> options = new TreeMap<>();
		for (Document document : documents) {
			SCRIPT.matcher(continued(document))
				.results()
				.forEach((use) -> options.computeIfAbsent(use.group(1), (_) -> new TreeSet<>())
					.addAll(found(OPTION, use.group(2))));
		}

		options.values().forEach((given) -> given.remove("--help"));

		assertThat(options).containsKeys("up", "status", "down", "leftovers", "watch", "load", "prove", "asg");
		options.forEach((script, given) -> {
			Command help = Command.run("src/workshop/" + script, "--help");
			assertThat(help.exitCode()).as(script).isZero();
			assertThat(found(Pattern.compile("--[a-z][a-z-]*"), help.output())).as("%s: %s", script, given)
				.containsAll(given);
		});
	}

	/// A board on AWS may have plain HTTP. `drill` knows another way then.
	@Test
	void noCommandForAwsSendsTheInstructorToken() {
		assertThat(documents).flatExtracting((page) -> page.blocks("sh"))
			.isNotEmpty()
			.noneMatch((block) -> String.join("\n", block.lines()).contains("Authorization"));
	}

	@Test
	void everyTestThatIsNamedIsThere() throws IOException {
		Set<String> sources = new TreeSet<>();
		for (String root : List.of("src/test/java", "src/bench/java")) {
			try (Stream<Path> files = Files.walk(Path.of(root))) {
				files.forEach((file) -> sources.add(file.getFileName().toString().replace(".java", "")));
			}
		}
		for (Document document : documents) {
			assertThat(sources).as(document.path().toString())
				.containsAll(found(TEST, String.join("\n", document.text())));
		}
	}

	@Test
	void theOrderOfStartAndStopIsThatOfTheCode() throws IOException {
		String architecture = String.join("\n", Document.read(Path.of("src/docs/architecture.md")).text());

		assertThat(found(Pattern.compile("(?m)^\\d\\. `([A-Z_]+)`: "), architecture))
			.containsExactlyElementsOf(Stream.of(Phase.values()).map(Phase::name).toList());
	}

	@Test
	void everyBlockIsOfAKindThatIsDealtWith() {
		assertThat(documents).allSatisfy((page) -> assertThat(page.blocks()).as(page.path().toString())
			.allMatch(
					(block) -> Set.of("bash", "sh", "console", "html", "json", "mermaid").contains(block.language())));
	}

	/// What can be told without drawing them.
	@Test
	void diagramsAreWhole() {
		List<Block> diagrams = documents.stream().flatMap((page) -> page.blocks("mermaid").stream()).toList();

		assertThat(diagrams).hasSizeGreaterThan(5).allSatisfy((diagram) -> {
			String text = String.join("\n", diagram.lines());
			assertThat(diagram.lines().getFirst()).matches("flowchart LR|sequenceDiagram|stateDiagram-v2");
			for (String pair : List.of("[]", "()", "{}")) {
				assertThat(text.chars().filter((each) -> each == pair.charAt(0)).count()).as("%s in %s", pair, text)
					.isEqualTo(text.chars().filter((each) -> each == pair.charAt(1)).count());
			}
			assertThat(found(Pattern.compile("(?m)^\\s*(subgraph|alt|opt|loop)\\b"), text)).as(text)
				.hasSameSizeAs(found(Pattern.compile("(?m)^\\s*(end)$"), text));
		});
	}

	/// All lines, those that end with a backslash together with the next.
	private static String continued(Document document) {
		StringBuilder all = new StringBuilder(String.join("\n", document.text()));
		document.blocks().forEach((block) -> all.append('\n').append(String.join("\n", block.lines())));
		return all.toString().replace("\\\n", " ").replaceAll("(?<!\n)\n(?!\n)", "\n;");
	}

	private static List<String> found(Pattern pattern, String text) {
		return pattern.matcher(text).results().map(DocumentsTest::group).toList();
	}

	private static String group(MatchResult match) {
		return (match.groupCount() > 0) ? match.group(1) : match.group();
	}

}
