package dev.visitorboard.stack;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/// The permissions that the board needs, read from the calls in its code.
public final class SdkCalls {

	/// Methods of the client, of a table, and of what goes into a transaction, which
	/// needs the permissions of its parts and none of its own.
	private static final Pattern TABLE_CALL = Pattern
		.compile("(?:add)?((?i:get|put|update|delete|batchGet|batchWrite)Item|[Qq]uery|[Ss]can|[Cc]onditionCheck)");

	/// What a transaction of the client is made of.
	private static final Pattern TRANSACTION = Pattern
		.compile("software\\.amazon\\.awssdk\\.services\\.dynamodb\\.model\\.Transact\\w+Item\\$Builder");

	private static final Set<String> PARTS = Set.of("get", "put", "update", "delete", "conditionCheck");

	private static final Pattern CLIENT = Pattern
		.compile("software\\.amazon\\.awssdk\\.services\\.([a-z0-9]+)\\.\\w+Client");

	/// Of any client, and no calls of the service.
	private static final Set<String> LOCAL = Set.of("builder", "create", "close", "serviceName",
			"serviceClientConfiguration");

	private SdkCalls() {
	}

	/// As IAM names them.
	/// @param counted the classes whose calls count
	public static Set<String> permissions(Predicate<JavaClass> counted) {
		return new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
			.importPackages("dev.visitorboard")
			.stream()
			.filter(counted)
			.flatMap((type) -> type.getMethodCallsFromSelf().stream())
			.filter((call) -> call.getTargetOwner().getPackageName().startsWith("software.amazon.awssdk"))
			.flatMap((call) -> permission(call).stream())
			.collect(Collectors.toSet());
	}

	private static Optional<String> permission(JavaMethodCall call) {
		// Which asks for one page after the other.
		String method = call.getTarget().getName().replace("Paginator", "");
		if (TRANSACTION.matcher(call.getTargetOwner().getName()).matches() && PARTS.contains(method)) {
			return Optional.of("dynamodb:" + capitalised(method) + "Item");
		}
		Matcher item = TABLE_CALL.matcher(method);
		if (item.matches()) {
			String action = capitalised(item.group(1));
			return Optional.of("dynamodb:" + (action.equals("ConditionCheck") ? "ConditionCheckItem" : action));
		}
		Matcher client = CLIENT.matcher(call.getTargetOwner().getName());
		if (!client.matches() || LOCAL.contains(method) || method.startsWith("transact")) {
			return Optional.empty();
		}
		return Optional.of(client.group(1) + ":" + capitalised(method));
	}

	private static String capitalised(String name) {
		return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
	}

}
