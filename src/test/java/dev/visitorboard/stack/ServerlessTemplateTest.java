package dev.visitorboard.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.visitorboard.serverless.CountFunction;
import dev.visitorboard.testing.BesideOthers;
import dev.visitorboard.testing.Command;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/// The template of the counter without servers.
@BesideOthers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServerlessTemplateTest {

	private static final Path FILE = Path.of("src/main/cloudformation/serverless.yaml");

	private final RenderedTemplate template = RenderedTemplate.read(FILE);

	/// What the linter knows some regions to lack: services, and Java's snapshots, which
	/// a
	/// parameter turns off.
	private static final Pattern LACKING = Pattern.compile(
			".*(E3006:Resource type .* does not exist in|E2530:'SnapStart' enabled functions are not supported in) .*");

	@Test
	void theLinterHasNothingToSayOfRegionsThatHaveWhatItTakes() {
		Command.require(ServerlessTemplateTest.class, "cfn-lint");

		Command lint = Command.run("cfn-lint", "--format", "parseable", "--regions", "ALL_REGIONS", "--",
				FILE.toString());

		assertThat(lint.lines()).filteredOn((line) -> !LACKING.matcher(line).matches()).isEmpty();
		assertThat(lint.output()).doesNotContain("us-east-1", "eu-central-1", "eu-west-1", "ap-northeast-1");
		assertThat(lint.output()).as("it looks at regions").contains("cn-north-1");
	}

	@Test
	void itIsShortEnoughToBeSentWithTheOrder() throws IOException {
		assertThat(Files.size(FILE)).isLessThan(51_200);
	}

	@Test
	void theFunctionMayDoWhatItsCodeDoesToTheCountersItemsAlone() {
		Set<String> used = SdkCalls.permissions((type) -> type.getPackage().getName().endsWith(".serverless"));
		List<JsonNode> statements = RenderedTemplate
			.branches(this.template.properties("FunctionRole").at("/Policies/0/PolicyDocument/Statement"))
			.toList();

		assertThat(statements).extracting((statement) -> statement.path("Sid").asString())
			.containsExactly("Table", "Logs", "Traces");
		JsonNode table = statements.getFirst();
		assertThat(texts(table.path("Action"))).isNotEmpty().isEqualTo(used);
		assertThat(table.at("/Condition/ForAllValues:StringEquals/dynamodb:LeadingKeys/0").asString())
			.isEqualTo("COUNTER#visitors");
		assertThat(RenderedTemplate.branches(table.path("Resource")).map(JsonNode::toString)).containsExactly(
				"{\"Fn::GetAtt\":\"Table.Arn\"}",
				"{\"Fn::Sub\":\"arn:aws:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${TableName}\"}");
		assertThat(statements.get(1).path("Resource").toString()).isEqualTo("{\"Fn::GetAtt\":\"FunctionLog.Arn\"}");
		assertThat(statements).allSatisfy(
				(statement) -> assertThat(texts(statement.path("Action"))).noneMatch((action) -> action.contains("*")));
	}

	@Test
	void noRoleHasMoreThanItsOwnPolicy() {
		assertThat(this.template.ids("AWS::IAM::Role")).containsExactly("FunctionRole", "DeploymentRole")
			.allSatisfy((id) -> {
				assertThat(this.template.properties(id).has("ManagedPolicyArns")).isFalse();
				assertThat(this.template.properties(id).path("Policies")).hasSize(1);
			});
	}

	@Test
	void itRunsTheClassThatIsInTheZipFromASnapshot() {
		JsonNode function = this.template.properties("Function");
		assertThat(function.path("Handler").asString()).isEqualTo(CountFunction.class.getName());
		assertThat(function.path("Runtime").asString()).isEqualTo("java25");
		assertThat(texts(function.path("Architectures"))).containsExactly("arm64");
		assertThat(function.at("/SnapStart/ApplyOn/Fn::If").toString())
			.isEqualTo("[\"HasSnapStart\",\"PublishedVersions\",\"None\"]");
		assertThat(function.at("/Environment/Variables").propertyNames()).containsExactlyInAnyOrder("TABLE_NAME",
				"JAVA_TOOL_OPTIONS");
	}

	/// Else a stack with other settings would go on with the old version.
	@Test
	void whateverChangesTheFunctionMakesAnotherVersion() {
		String version = this.template.properties("FunctionVersion").at("/Description/Fn::Sub").asString();
		Set<String> parameters = RenderedTemplate.within(this.template.properties("Function"))
			.map((node) -> node.path("Ref").asString(""))
			.filter((name) -> this.template.root().path("Parameters").has(name))
			.collect(Collectors.toSet());
		assertThat(parameters).contains("CodeKey", "MemorySize", "TableName")
			.filteredOn((name) -> !name.equals("CodeBucket"))
			.allMatch((name) -> version.contains("${" + name + "}"));
		assertThat(version).contains("${Tracing}", "${SnapStart}");
	}

	@Test
	void onlyTheAliasIsCalledAndAnAlarmTakesANewVersionBack() {
		String alias = "{\"Ref\":\"Alias\"}";
		assertThat(this.template.properties("Integration").path("IntegrationUri").toString()).isEqualTo(alias);
		assertThat(this.template.properties("MayInvoke").path("FunctionName").toString()).isEqualTo(alias);
		assertThat(this.template.properties("Integration").path("PayloadFormatVersion").asString()).isEqualTo("2.0");
		assertThat(this.template.resource("Alias").at("/UpdatePolicy/CodeDeployLambdaAliasUpdate").toString())
			.contains("Deployments", "DeploymentGroup");
		JsonNode group = this.template.properties("DeploymentGroup");
		assertThat(group.path("DeploymentConfigName").asString()).contains("Canary");
		assertThat(group.path("AlarmConfiguration").toString()).contains("FunctionErrors", "ApiErrors");
		assertThat(texts(group.at("/AutoRollbackConfiguration/Events"))).contains("DEPLOYMENT_STOP_ON_ALARM");
	}

	@Test
	void thePageAndTheCounterAreOnOneDomain() {
		JsonNode distribution = this.template.properties("Distribution").path("DistributionConfig");
		List<String> routes = Stream.of("CountRoute", "HealthRoute")
			.map((id) -> this.template.properties(id).path("RouteKey").asString().replace("ANY ", ""))
			.toList();
		assertThat(distribution.path("CacheBehaviors"))
			.extracting((behaviour) -> behaviour.path("PathPattern").asString())
			.isEqualTo(routes);
		assertThat(this.template.properties("Api").has("CorsConfiguration")).as("the function answers for itself")
			.isFalse();
		assertThat(Stream.concat(Stream.of(distribution.path("DefaultCacheBehavior")),
				distribution.path("CacheBehaviors").valueStream()))
			.allMatch((behaviour) -> behaviour.path("ViewerProtocolPolicy").asString().equals("redirect-to-https"));
		assertThat(distribution.at("/DefaultCacheBehavior/Compress").asBoolean()).isTrue();
		assertThat(distribution.at("/CustomErrorResponses/0/ResponsePagePath").asString()).isEqualTo("/404.html");
		assertThat(Path.of("src/main/site/404.html")).exists();
	}

	@Test
	void theBucketIsReadByThisDistributionAlone() {
		JsonNode bucket = this.template.properties("SiteBucket");
		assertThat(bucket.path("PublicAccessBlockConfiguration").valueStream()).hasSize(4)
			.allMatch(JsonNode::asBoolean);
		assertThat(bucket.at("/VersioningConfiguration/Status").asString()).isEqualTo("Enabled");
		JsonNode policy = this.template.properties("SiteBucketPolicy").path("PolicyDocument");
		assertThat(policy.at("/Statement/0/Principal").toString())
			.isEqualTo("{\"Service\":\"cloudfront.amazonaws.com\"}");
		assertThat(policy.at("/Statement/0/Condition/StringEquals/AWS:SourceArn").toString())
			.contains("${Distribution}");
	}

	@Test
	void whatTheDocumentsWantIsWatched() throws IOException {
		assertThat(alarms()).containsExactlyInAnyOrder("FunctionErrors", "ApiErrors", "SlowAnswers",
				"FunctionThrottles", "TableThrottles");
		assertThat(threshold("FunctionErrors")).isEqualTo("Sum of 300 s > 5, 1 times");
		assertThat(threshold("ApiErrors")).isEqualTo("Sum of 300 s > 5, 1 times");
		assertThat(threshold("SlowAnswers")).isEqualTo("Average of 300 s > 1000, 2 times");
		assertThat(threshold("FunctionThrottles")).isEqualTo("Sum of 300 s > 10, 1 times");
		assertThat(this.template.properties("TableThrottles").path("Threshold").asInt(-1)).isZero();
		String document = Files.readString(Path.of("src/docs/serverless.md"));
		String dashboard = this.template.properties("Dashboard").at("/DashboardBody/Fn::Sub/0").asString();
		assertThat(alarms()).allSatisfy((id) -> {
			JsonNode alarm = this.template.properties(id);
			assertThat(alarm.at("/AlarmActions/0/Ref").asString()).isEqualTo("AlarmTopic");
			assertThat(alarm.path("AlarmDescription").asString()).endsWith("See src/docs/serverless.md, " + id);
			assertThat(document).contains("**" + id + "**");
			assertThat(dashboard).contains("${" + id + ".Arn}");
		});
	}

	@Test
	void logsAreKeptForAMonthAndRequestsAreLimited() {
		assertThat(this.template.ids("AWS::Logs::LogGroup")).containsExactlyInAnyOrder("FunctionLog", "ApiLog")
			.allMatch((id) -> this.template.properties(id).path("RetentionInDays").asInt() == 30);
		JsonNode stage = this.template.properties("Stage");
		assertThat(stage.at("/DefaultRouteSettings/ThrottlingRateLimit/Ref").asString()).isEqualTo("RequestsPerSecond");
		assertThat(this.template.root().at("/Parameters/RequestsPerSecond/MaxValue").asInt()).isEqualTo(1_000);
		assertThat(stage.at("/AccessLogSettings/Format").asString()).contains("$context.integration.requestId");
	}

	@Test
	void whatTakesTagsCarriesOursAndNothingHasAFixedName() {
		Pattern untagged = Pattern
			.compile("AWS::(ApiGatewayV2::(Integration|Route)|CloudFront::[OR].*|CloudWatch::Dashboard"
					+ "|Lambda::(Version|Alias|Permission)|Route53::RecordSetGroup|S3::BucketPolicy|SNS::(Topic)?(Policy|Subscription))");
		assertThat(this.template.resources()).allSatisfy((entry) -> {
			JsonNode properties = entry.getValue().path("Properties");
			if (!untagged.matcher(entry.getValue().path("Type").asString()).matches()) {
				assertThat(properties.path("Tags").toString()).as(entry.getKey()).contains("visitor-board");
			}
			assertThat(properties.propertyNames()).as(entry.getKey())
				.noneMatch((name) -> name.matches("(Table|Bucket|Role|Alarm|Topic|LogGroup|Dashboard|Function)Name")
						&& properties.path(name).isString());
		});
	}

	private List<String> alarms() {
		return this.template.ids("AWS::CloudWatch::Alarm");
	}

	private String threshold(String id) {
		JsonNode alarm = this.template.properties(id);
		Map<String, String> signs = Map.of("GreaterThanThreshold", ">");
		return "%s of %d s %s %d, %d times".formatted(alarm.path("Statistic").asString(), alarm.path("Period").asInt(),
				signs.get(alarm.path("ComparisonOperator").asString()), alarm.path("Threshold").asInt(),
				alarm.path("EvaluationPeriods").asInt());
	}

	private static Set<String> texts(JsonNode list) {
		return list.valueStream().map(JsonNode::asString).collect(Collectors.toSet());
	}

}
