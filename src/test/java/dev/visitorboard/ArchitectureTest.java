package dev.visitorboard;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.library.GeneralCodingRules;
import dev.visitorboard.serverless.CountFunction;
import dev.visitorboard.startup.Doctor;
import dev.visitorboard.testing.LocalDynamoDb;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

/// The import arrows, which keep a feature readable on its own.
@AnalyzeClasses(packages = ArchitectureTest.ROOT, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

	static final String ROOT = "dev.visitorboard";

	/// What each package imports of the others: no more, and no less.
	private static final Map<String, Set<String>> ARROWS = Map.ofEntries(entry("access", Set.of("dynamodb")),
			entry("board", Set.of("access", "dynamodb", "instance", "web")),
			entry("board.api", Set.of("board", "dynamodb", "web")),
			entry("board.moderation", Set.of("access", "board", "instance", "web")),
			entry("board.page", Set.of("access", "board", "counter", "dynamodb", "fleet", "instance", "web")),
			entry("counter", Set.of("counter.item", "dynamodb", "lifecycle", "web")), entry("counter.item", Set.of()),
			entry("dynamodb", Set.of("lifecycle")),
			entry("fleet", Set.of("dynamodb", "fleet.drill", "instance", "lifecycle", "startup", "web")),
			entry("fleet.drill", Set.of("access", "dynamodb", "instance", "lifecycle", "web")),
			entry("fleet.page", Set.of("dynamodb", "fleet", "fleet.drill", "instance", "web")),
			entry("health", Set.of("counter", "dynamodb", "instance", "lifecycle", "startup", "web")),
			entry("history", Set.of("board", "counter", "dynamodb", "web")), entry("http", Set.of()),
			entry("instance", Set.of()), entry("lifecycle", Set.of()), entry("metrics", Set.of("lifecycle")),
			entry("serverless", Set.of("counter.item", "http")), entry("startup", Set.of("dynamodb", "lifecycle")),
			entry("web", Set.of("http", "instance", "lifecycle")), entry("web.openapi", Set.of("web")));

	private static final Set<String> NEVER_CALLED = Set.of("scan", "scanPaginator", "describeTable", "createTable",
			"updateTable", "deleteTable");

	@ArchTest
	static void theClassesAreRead(JavaClasses classes) {
		assertThat(classes.contain(VisitorBoardApplication.class)).isTrue();
		assertThat(classes).hasSizeGreaterThan(30).noneMatch((type) -> type.getPackageName().equals(ROOT + ".local"));
	}

	@ArchTest
	static void everyPackageImportsExactlyWhereItsArrowsPoint(JavaClasses classes) {
		Map<String, Set<String>> imports = new TreeMap<>();
		classes.stream().filter((type) -> !type.getPackageName().equals(ROOT)).forEach((type) -> {
			String room = room(type);
			Set<String> others = imports.computeIfAbsent(room, (_) -> new TreeSet<>());
			type.getDirectDependenciesFromSelf()
				.stream()
				.map((use) -> use.getTargetClass().getBaseComponentType())
				.filter((target) -> target.getPackageName().startsWith(ROOT + "."))
				.map(ArchitectureTest::room)
				.filter((other) -> !other.equals(room))
				.forEach(others::add);
		});
		assertThat(imports).containsExactlyInAnyOrderEntriesOf(ARROWS);
	}

	@ArchTest
	static void packagesFormNoCycle(JavaClasses classes) {
		slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(classes);
	}

	@ArchTest
	static void featuresShareNothingButPublicServices(JavaClasses classes) {
		noClasses().that()
			.resideInAnyPackage(ROOT + ".board..", ROOT + ".health", ROOT + ".history", ROOT + ".fleet..")
			.should()
			.dependOnClassesThat(resideInAnyPackage(ROOT + ".counter").and(isInternal()))
			.check(classes);
	}

	@ArchTest
	static void theAwsSdkStaysInRepositoriesTablesStartupAndMetrics(JavaClasses classes) {
		// Metrics are sent with the SDK's client for CloudWatch, and know no table.
		noClasses().that()
			.resideInAPackage(ROOT + ".metrics")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("software.amazon.awssdk.services.dynamodb..")
			.check(classes);
		noClasses().that()
			.resideOutsideOfPackages(ROOT + ".dynamodb", ROOT + ".metrics", ROOT + ".serverless", ROOT + ".startup")
			.and()
			.haveNameNotMatching(".*(Repository|Item|Query|Table|Schema)(\\$.*)?")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("software.amazon.awssdk..")
			.check(classes);
	}

	@ArchTest
	static void theFunctionNeedsNeitherSpringNorTheService(JavaClasses classes) {
		noClasses().that()
			.resideInAnyPackage(ROOT + ".serverless", ROOT + ".counter.item", ROOT + ".http")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework..", "jakarta..", "io.micrometer..",
					"software.amazon.awssdk.enhanced..")
			.check(classes);
	}

	/// Copies of the function start from one snapshot, so what a class keeps they share.
	@ArchTest
	static void theFunctionsClassesKeepConstantsAlone(JavaClasses classes) {
		assertThat(classes).filteredOn((type) -> type.getPackageName().matches(".*\\.(serverless|counter\\.item|http)"))
			.flatExtracting(JavaClass::getFields)
			.filteredOn((field) -> field.getModifiers().contains(JavaModifier.STATIC))
			.isNotEmpty()
			.allSatisfy((field) -> assertThat(field.getRawType().getSimpleName()).as(field.getFullName())
				.isIn("byte[]", "int", "long", "Duration", "Map", "Pattern", "Set", "String"));
	}

	@ArchTest
	static void servletAndMvcTypesStayInControllersAccessAndWeb(JavaClasses classes) {
		noClasses().that()
			.resideOutsideOfPackages(ROOT + ".web", ROOT + ".web.openapi", ROOT + ".access")
			.and()
			.haveNameNotMatching(".*(Controller|\\.ClientId)(\\$.*)?")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("jakarta.servlet..", "org.springframework.web.servlet..",
					"org.springframework.web.bind..", "org.springframework.web.context.request..")
			.check(classes);
	}

	@ArchTest
	static void templatesAreRenderedInWebAlone(JavaClasses classes) {
		noClasses().that()
			.resideOutsideOfPackage(ROOT + ".web")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("org.thymeleaf..")
			.check(classes);
	}

	@ArchTest
	static void noTableIsScannedDescribedCreatedAlteredOrDeleted(JavaClasses classes) {
		noClasses().should().accessTargetWhere(isNeverCalled()).check(classes);
	}

	@Test
	void oneClassAloneKnowsDynamoDbLocal() {
		noClasses().that()
			.doNotBelongToAnyOf(LocalDynamoDb.class)
			.should()
			.dependOnClassesThat()
			.resideInAPackage("software.amazon.dynamodb..")
			.check(new ClassFileImporter().importPackages(ROOT));
	}

	@ArchTest
	static void domainTypesCarryNoDynamoDbAnnotations(JavaClasses classes) {
		noClasses().should()
			.dependOnClassesThat()
			.resideInAPackage("software.amazon.awssdk.enhanced.dynamodb.mapper.annotations..")
			.check(classes);
	}

	@ArchTest
	static void everyPackageIsNullMarked(JavaClasses classes) {
		assertThat(packages(classes)).allSatisfy(
				(name) -> assertThat(classes.getPackage(name).isAnnotatedWith(NullMarked.class)).as(name).isTrue());
	}

	@ArchTest
	static void onlyWhatAnotherPackageImportsIsPublic(JavaClasses classes) {
		assertThat(classes)
			.filteredOn((type) -> type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
			// Which the JVM and Lambda start.
			.filteredOn((type) -> !type.isEquivalentTo(VisitorBoardApplication.class)
					&& !type.isEquivalentTo(CountFunction.class))
			.isNotEmpty()
			.allSatisfy((type) -> assertThat(type.getDirectDependenciesToSelf()).as("imports of %s", type.getName())
				.anyMatch((use) -> !use.getOriginClass().getPackage().equals(type.getPackage())));
	}

	@ArchTest
	static void timeIsOfJavaTimeAndNothingIsPrinted(JavaClasses classes) {
		noClasses().should()
			.dependOnClassesThat()
			.haveNameMatching("java\\.util\\.(Date|Calendar|GregorianCalendar|Timer)|java\\.text\\.SimpleDateFormat")
			.check(classes);
		GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(classes.that(DescribedPredicate
			.not(JavaClass.Predicates.type(Doctor.class).or(JavaClass.Predicates.simpleName("AccessLog")))));
	}

	private static String room(JavaClass type) {
		return type.getPackageName().substring(ROOT.length() + 1);
	}

	private static Stream<String> packages(JavaClasses classes) {
		return classes.stream().map(JavaClass::getPackageName).distinct();
	}

	private static DescribedPredicate<JavaClass> isInternal() {
		return DescribedPredicate.describe("are not public, or lie below a feature's services",
				(type) -> !type.getModifiers().contains(JavaModifier.PUBLIC)
						|| type.getSimpleName().matches(".*(Controller|Repository|Item|Schema)"));
	}

	private static DescribedPredicate<JavaAccess<?>> isNeverCalled() {
		return DescribedPredicate.describe("is one of " + NEVER_CALLED,
				(access) -> NEVER_CALLED.contains(access.getTarget().getName())
						&& access.getTargetOwner().getPackageName().startsWith("software.amazon.awssdk"));
	}

}
