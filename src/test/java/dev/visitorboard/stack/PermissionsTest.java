package dev.visitorboard.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/// What an instance may do: what the code does, on what belongs to this stack.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PermissionsTest {

	private final RenderedTemplate template = RenderedTemplate.render(PermissionsTest.class);

	private final Map<String, JsonNode> statements = RenderedTemplate
		.branches(this.template.properties("InstanceRole").at("/Policies/0/PolicyDocument/Statement"))
		.collect(Collectors.toMap((statement) -> statement.path("Sid").asString(), Function.identity()));

	@Test
	void theCodeMayDoExactlyWhatItDoesInAws() {
		Set<String> used = SdkCalls.permissions((_) -> true);

		assertThat(used).isNotEmpty()
			.isEqualTo(Stream.of("Table", "Metrics")
				.flatMap((sid) -> actions(statement(sid)).stream())
				.collect(Collectors.toSet()));
		assertThat(actions(this.template.properties("TableEndpoint").at("/PolicyDocument/Statement/0")))
			.isEqualTo(actions(statement("Table")));
	}

	@Test
	void eachOnExactlyWhatItNeeds() {
		assertThat(resources("Table")).containsExactly("{\"Fn::GetAtt\":\"Table.Arn\"}");
		assertThat(resources("Logs")).containsExactly("{\"Fn::GetAtt\":\"LogGroup.Arn\"}");
		assertThat(resources("Secrets")).containsExactly("{\"Ref\":\"SigningSecret\"}",
				"{\"Ref\":\"InstructorSecret\"}");
		assertThat(resources("Artifacts")).containsExactly("{\"Fn::Sub\":\"${ArtifactBucket.Arn}/*\"}")
			.isEqualTo(resources("NewArtifacts"));
		assertThat(resources("ArtifactNames")).containsExactly("{\"Fn::GetAtt\":\"ArtifactBucket.Arn\"}");
		assertThat(statement("Metrics").at("/Condition/StringEquals/cloudwatch:namespace"))
			.isEqualTo(tag("board:CLOUDWATCH_NAMESPACE"));
	}

	@Test
	void besidesTheCodeUserDataFetchesItsSecretsAndBuildsAndShipsLogs() {
		assertThat(actions(statement("Secrets"))).containsExactly("secretsmanager:GetSecretValue");
		assertThat(actions(statement("Artifacts"))).containsExactly("s3:GetObject");
		assertThat(actions(statement("NewArtifacts"))).containsExactly("s3:PutObject");
		assertThat(actions(statement("ArtifactNames"))).containsExactly("s3:ListBucket");
		assertThat(actions(statement("Logs"))).containsExactlyInAnyOrder("logs:CreateLogStream", "logs:PutLogEvents");
		assertThat(actions(statement("SessionManager"))).allMatch((action) -> action.matches("ssm(messages)?:\\w+"))
			.noneMatch((action) -> action.contains("Parameter") || action.contains("SendCommand"));
		assertThat(this.statements).containsOnlyKeys("Table", "Metrics", "Logs", "Secrets", "Artifacts", "NewArtifacts",
				"ArtifactNames", "SessionManager");
	}

	@Test
	void noInstanceCanReplaceWhatOthersStartFrom() throws IOException {
		assertThat(statement("NewArtifacts").at("/Condition/Null/s3:if-none-match").asString()).isEqualTo("false");
		for (String file : List.of("userdata.sh", "src/main/systemd/visitor-board-cache.service")) {
			assertThat(Files.readString(Path.of(file)).split("s3api put-object", -1)).as(file)
				.hasSizeGreaterThan(1)
				.satisfies((parts) -> assertThat(Arrays.stream(parts).skip(1))
					.allMatch((order) -> order.startsWith(" --if-none-match")));
		}
	}

	@Test
	void noRoleHasMoreAndNoActionIsAWildcard() {
		assertThat(this.template.ids("AWS::IAM::Role")).containsExactly("InstanceRole");
		assertThat(this.template.resources()).noneMatch((entry) -> entry.getValue()
			.path("Type")
			.asString()
			.matches("AWS::IAM::(Policy|ManagedPolicy|User|Group|UserPolicy|RolePolicy)"));
		JsonNode role = this.template.properties("InstanceRole");
		assertThat(role.has("ManagedPolicyArns")).isFalse();
		assertThat(role.path("Policies")).hasSize(1);
		assertThat(role.at("/AssumeRolePolicyDocument/Statement")).singleElement()
			.satisfies((trust) -> assertThat(trust.path("Principal").toString())
				.isEqualTo("{\"Service\":\"ec2.amazonaws.com\"}"));
		assertThat(this.statements.values()).allSatisfy((statement) -> {
			assertThat(statement.path("Effect").asString()).isEqualTo("Allow");
			assertThat(actions(statement)).isNotEmpty().noneMatch((action) -> action.contains("*"));
			assertThat(statement.has("NotAction") || statement.has("NotResource")).isFalse();
		});
		// Where nothing narrower can be said.
		assertThat(this.statements.entrySet()
			.stream()
			.filter((entry) -> resources(entry.getKey()).contains("\"*\""))
			.map(Map.Entry::getKey)).containsExactlyInAnyOrder("Metrics", "SessionManager");
	}

	@Test
	void aMetadataRequestNeedsATokenAndComesFromTheInstanceItself() {
		JsonNode options = this.template.properties("LaunchTemplate").at("/LaunchTemplateData/MetadataOptions");
		assertThat(options.path("HttpTokens").asString()).isEqualTo("required");
		assertThat(options.path("HttpPutResponseHopLimit").asInt()).isEqualTo(1);
		assertThat(options.path("InstanceMetadataTags").asString()).isEqualTo("enabled");
		assertThat(this.template.properties("LaunchTemplate").path("LaunchTemplateData").propertyNames())
			.doesNotContain("KeyName");
	}

	private JsonNode statement(String sid) {
		assertThat(this.statements).containsKey(sid);
		return this.statements.getOrDefault(sid, RenderedTemplate.json(Map.of()));
	}

	private static Set<String> actions(JsonNode statement) {
		return RenderedTemplate.branches(statement.path("Action")).map(JsonNode::asString).collect(Collectors.toSet());
	}

	private List<String> resources(String sid) {
		return RenderedTemplate.branches(statement(sid).path("Resource")).map(JsonNode::toString).toList();
	}

	private JsonNode tag(String key) {
		return this.template.properties("AutoScalingGroup")
			.path("Tags")
			.valueStream()
			.filter((tag) -> tag.path("Key").asString().equals(key))
			.map((tag) -> tag.path("Value"))
			.findFirst()
			.orElseThrow();
	}

}
