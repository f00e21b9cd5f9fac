package dev.visitorboard.dynamodb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// A new kind of call would otherwise meet its missing permission not at the start, but on the first request.
class TableActionTest {

	private static final Set<String> TRIED = Stream.of(TableAction.values())
		.map(TableAction::permission)
		.collect(Collectors.toSet());

	/// Methods of the client, of a table, and of what goes into a transaction.
	private static final Pattern CALL = Pattern
		.compile("(?:add)?((?i:get|put|update|delete|batchGet|batchWrite)Item|[Qq]uery|[Ss]can|[Cc]onditionCheck)");

	@Test
	void theCheckTriesExactlyTheActionsThatTheCodeUses() {
		Set<String> used = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
			.importPackages("dev.visitorboard")
			.stream()
			.filter((type) -> !type.getName().startsWith(TableAction.class.getName()))
			.flatMap((type) -> type.getMethodCallsFromSelf().stream())
			.filter((call) -> call.getTargetOwner().getPackageName().startsWith("software.amazon.awssdk"))
			.flatMap((call) -> permission(call).stream())
			.collect(Collectors.toSet());

		assertThat(used).isEqualTo(TRIED);
	}

	@Test
	void theReadmeNamesExactlyTheseActions() throws IOException {
		String readme = Files.readString(Path.of("README.md")).replaceAll("\\s+", " ");
		Matcher list = Pattern.compile("need `dynamodb:(.+?)` on the table").matcher(readme);
		assertThat(list.find()).isTrue();

		assertThat(Stream.of(list.group(1).split("`, `|` and `")).map((action) -> "dynamodb:" + action))
			.containsExactlyInAnyOrderElementsOf(TRIED);
	}

	private static Optional<String> permission(JavaMethodCall call) {
		Matcher name = CALL.matcher(call.getTarget().getName());
		if (!name.matches()) {
			return Optional.empty();
		}
		String action = name.group(1).substring(0, 1).toUpperCase(Locale.ROOT) + name.group(1).substring(1);
		return Optional.of("dynamodb:" + (action.equals("ConditionCheck") ? "ConditionCheckItem" : action));
	}

}
