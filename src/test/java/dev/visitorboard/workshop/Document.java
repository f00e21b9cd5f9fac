package dev.visitorboard.workshop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// A page in Markdown, as far as its checks need it.
///
/// @param path from the root of the repository
/// @param text the lines that are no code
/// @param blocks the fenced ones, in their order
record Document(Path path, List<String> text, List<Block> blocks) {

	private static final String FENCE = "```";

	/// README, and what it leads to.
	static List<Document> all() throws IOException {
		List<Document> documents = new ArrayList<>(List.of(read(Path.of("README.md"))));
		documents.addAll(in("src/docs"));
		documents.addAll(in("src/workshop"));
		return documents;
	}

	static List<Document> in(String folder) throws IOException {
		try (Stream<Path> files = Files.walk(Path.of(folder))) {
			List<Document> documents = new ArrayList<>();
			for (Path file : files.filter((each) -> each.toString().endsWith(".md")).sorted().toList()) {
				documents.add(read(file));
			}
			return documents;
		}
	}

	static Document read(Path path) throws IOException {
		List<String> text = new ArrayList<>();
		List<Block> blocks = new ArrayList<>();
		Block open = null;
		int number = 0;
		for (String line : Files.readAllLines(path)) {
			number++;
			if (open == null && line.startsWith(FENCE)) {
				open = new Block(line.substring(FENCE.length()), number + 1, new ArrayList<>());
				blocks.add(open);
			}
			else if (open != null && line.equals(FENCE)) {
				open = null;
			}
			else {
				((open != null) ? open.lines() : text).add(line);
			}
		}
		if (open != null) {
			throw new AssertionError("%s: the block at line %d has no end".formatted(path, open.line()));
		}
		return new Document(path, List.copyOf(text), List.copyOf(blocks));
	}

	/// What may stand behind a `#` in a link to this page, made from its headings as
	/// GitHub does.
	Set<String> anchors() {
		Set<String> anchors = new HashSet<>();
		for (String line : this.text) {
			if (line.matches("#+ .*")) {
				String heading = line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT);
				anchors.add(heading.replaceAll("[^\\p{L}\\p{N}_ -]", "").replace(' ', '-'));
			}
		}
		return anchors;
	}

	List<Block> blocks(String language) {
		return this.blocks.stream().filter((block) -> block.language().equals(language)).toList();
	}

	/// Code between two fences.
	///
	/// @param line the number of its first line
	record Block(String language, int line, List<String> lines) {
	}

}
