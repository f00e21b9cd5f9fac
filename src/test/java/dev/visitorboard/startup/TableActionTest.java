package dev.visitorboard.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.visitorboard.stack.SdkCalls;
import dev.visitorboard.testing.BesideOthers;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// A new kind of call would otherwise meet its missing permission not at the start, but on the first request.
@BesideOthers
class TableActionTest {

	private static final Set<String> TRIED = Stream.of(TableAction.values())
		.map(TableAction::permission)
		.collect(Collectors.toSet());

	@Test
	void theCheckTriesExactlyTheActionsThatTheCodeUses() {
		Set<String> used = SdkCalls.permissions((type) -> !type.getName().startsWith(TableAction.class.getName()))
			.stream()
			.filter((permission) -> permission.startsWith("dynamodb:"))
			.collect(Collectors.toSet());

		assertThat(used).isEqualTo(TRIED);
	}

	@Test
	void theDocumentsNameExactlyTheseActions() throws IOException {
		String document = Files.readString(Path.of("src", "docs", "configuration.md")).replaceAll("\\s+", " ");
		Matcher list = Pattern.compile("need `dynamodb:(.+?)` on the table").matcher(document);
		assertThat(list.find()).isTrue();

		assertThat(Stream.of(list.group(1).split("`, `|` and `")).map((action) -> "dynamodb:" + action))
			.containsExactlyInAnyOrderElementsOf(TRIED);
	}

}
