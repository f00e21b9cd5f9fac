package dev.visitorboard.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/// `src/workshop/policy.json`, what whoever runs the scripts has to be allowed: all that they call and that the template is
/// made of, and no service besides.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PolicyTest {

	/// The longest managed policy, without its blanks.
	private static final int LONGEST = 6_144;

	/// What IAM calls a service that the aws command or CloudFormation calls otherwise.
	private static final Map<String, String> SERVICES = Map.of("elbv2", "elasticloadbalancing",
			"elasticloadbalancingv2", "elasticloadbalancing", "resourcegroupstaggingapi", "tag", "service-quotas",
			"servicequotas", "s3api", "s3", "apigatewayv2", "apigateway", "deploy", "codedeploy");

	/// What IAM calls an action that the aws command calls otherwise.
	private static final Map<String, String> ACTIONS = Map.of("budgets:DescribeBudget", "budgets:ViewBudget",
			"budgets:CreateBudget", "budgets:ModifyBudget", "budgets:DeleteBudget", "budgets:ModifyBudget",
			"apigateway:GetApis", "apigateway:GET");

	private static final Pattern CALL = Pattern
		.compile("\\b(?:aws|ask|try|later [a-z0-9-]+) ([a-z0-9-]+) ([a-z0-9]+(?:-[a-z0-9]+)+|rm)\\b");

	/// Which needs another policy besides.
	private static final Path SERVERLESS = Path.of("src/workshop/serverless");

	private final JsonNode policy = read("policy.json");

	private final List<Pattern> allowed = actions()
		.map((action) -> Pattern.compile(action.replace("*", ".*"), Pattern.CASE_INSENSITIVE))
		.toList();

	private static JsonNode read(String file) {
		return JsonMapper.shared().readTree(Path.of("src/workshop", file).toFile());
	}

	private Stream<String> actions() {
		return this.policy.path("Statement")
			.valueStream()
			.flatMap((statement) -> statement.path("Action").valueStream())
			.map(JsonNode::asString);
	}

	@Test
	void itAllowsAllThatTheScriptsCall() throws IOException {
		Set<String> called = calls(
				CommandsTest.scripts().stream().filter((script) -> !script.equals(SERVERLESS)).toList());

		assertThat(called)
			.contains("cloudformation:UpdateStack", "iam:CreateServiceLinkedRole", "budgets:ModifyBudget",
					"servicequotas:GetServiceQuota", "tag:GetResources", "elasticloadbalancing:DescribeTargetHealth")
			.allMatch(this::allows);
	}

	@Test
	void withTheOtherPolicyItAllowsTheCounterWithoutServersToo() throws IOException {
		List<String> others = read("serverless-policy.json").at("/Statement/0/Action")
			.valueStream()
			.map(JsonNode::asString)
			.toList();
		Set<String> services = RenderedTemplate.read(Path.of("src/main/cloudformation/serverless.yaml"))
			.resources()
			.map((resource) -> resource.getValue().path("Type").asString().split("::", -1)[1].toLowerCase(Locale.ROOT))
			.map((service) -> SERVICES.getOrDefault(service, service))
			.collect(Collectors.toSet());
		services.removeAll(Set.of("iam", "route53"));

		assertThat(services).contains("lambda", "apigateway", "codedeploy")
			.allMatch((service) -> allows(service + ":Anything") || others.contains(service + ":*"));
		assertThat(calls(List.of(SERVERLESS))).contains("lambda:GetAlias", "cloudfront:CreateInvalidation")
			.allMatch((action) -> allows(action) || others.contains(action.replaceFirst(":.*", ":*")));
	}

	/// The actions that scripts call.
	private static Set<String> calls(List<Path> scripts) throws IOException {
		Set<String> called = new TreeSet<>();
		for (Path script : scripts) {
			String text = Files.readString(script).replace("\\\n", " ");
			// The order of a stack has its name in a variable.
			text = text.replace("$order-stack", "create-stack") + text.replace("$order-stack", "update-stack");
			CALL.matcher(text).results().map(PolicyTest::action).forEach(called::add);
		}

		return called;
	}

	private static String action(MatchResult call) {
		String service = SERVICES.getOrDefault(call.group(1), call.group(1));
		String action = service + ":"
				+ Stream.of(call.group(2).split("-", -1))
					.map((word) -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
					.collect(Collectors.joining());
		return ACTIONS.getOrDefault(action, action);
	}

	private boolean allows(String action) {
		return this.allowed.stream().anyMatch((pattern) -> pattern.matcher(action).matches());
	}

	@Test
	void itAllowsAllThatTheTemplateIsMadeOf() {
		Set<String> services = RenderedTemplate.render(PolicyTest.class)
			.resources()
			.map((resource) -> resource.getValue().path("Type").asString().split("::", -1)[1].toLowerCase(Locale.ROOT))
			.map((service) -> SERVICES.getOrDefault(service, service))
			.collect(Collectors.toSet());
		services.remove("iam");

		assertThat(services).hasSizeGreaterThan(8).allMatch((service) -> allows(service + ":Anything"));
		assertThat(List.of("CreateRole", "DeleteRole", "PassRole", "PutRolePolicy", "DeleteRolePolicy",
				"CreateInstanceProfile", "AddRoleToInstanceProfile", "RemoveRoleFromInstanceProfile",
				"DeleteInstanceProfile"))
			.allMatch((action) -> allows("iam:" + action));
		// The image is named by a parameter of Systems Manager.
		assertThat(allows("ssm:GetParameters")).isTrue();
		assertThat(actions().filter((action) -> action.endsWith(":*")).map((action) -> action.replace(":*", "")))
			.as("no service besides")
			.isSubsetOf(services);
	}

	@Test
	void itGivesNoWayToMoreThanThat() {
		assertThat(Stream.of("iam:AttachRolePolicy", "iam:AttachUserPolicy", "iam:CreateUser", "iam:CreateAccessKey",
				"iam:UpdateAssumeRolePolicy", "sts:AssumeRole", "organizations:LeaveOrganization", "kms:Decrypt"))
			.noneMatch(this::allows);
	}

	@Test
	void itIsOneManagedPolicy() {
		assertThat(this.policy.toString().length()).isLessThanOrEqualTo(LONGEST);
		assertThat(this.policy.path("Statement")).extracting((statement) -> statement.path("Sid").asString())
			.doesNotHaveDuplicates()
			.allMatch((sid) -> sid.matches("[A-Za-z0-9]+"));
	}

}
