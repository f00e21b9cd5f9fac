package dev.visitorboard.workshop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import dev.visitorboard.testing.Command;

/// The scripts in `src/workshop`.
final class Scripts {

	static final Path FOLDER = Path.of("src", "workshop");

	private Scripts() {
	}

	static Command run(String name, String... arguments) {
		List<String> command = new ArrayList<>(List.of(FOLDER.resolve(name).toString()));
		command.addAll(Arrays.asList(arguments));
		return Command.run(command.toArray(String[]::new));
	}

	/// Those that are called by users, not those that are read by others.
	static List<Path> programs() throws IOException {
		try (Stream<Path> files = Files.list(FOLDER)) {
			return files.filter((file) -> Files.isExecutable(file) && text(file).startsWith("#!/usr/bin/env bash\n"))
				.sorted()
				.toList();
		}
	}

	static String text(Path file) {
		try {
			return Files.isRegularFile(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
