package dev.visitorboard.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.visitorboard.testing.BesideOthers;
import dev.visitorboard.testing.Command;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/// The template as a whole.
@BesideOthers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TemplateTest {

	/// What CloudFormation takes without a bucket, and what EC2's 16 KB leave to a
	/// userdata.sh of ours.
	private static final int LONGEST_TEMPLATE = 51_200;

	private static final int ROOM = 2_000;

	private static final int LONGEST_USER_DATA = 8_192;

	private static final Set<String> UNTAGGED = Set.of("AWS::AutoScaling::ScalingPolicy", "AWS::CloudFront::Function",
			"AWS::CloudWatch::Dashboard", "AWS::EC2::Route", "AWS::EC2::SecurityGroupIngress",
			"AWS::EC2::SubnetRouteTableAssociation", "AWS::EC2::VPCGatewayAttachment",
			"AWS::ElasticLoadBalancingV2::Listener", "AWS::ElasticLoadBalancingV2::ListenerRule",
			"AWS::IAM::InstanceProfile", "AWS::S3::BucketPolicy", "AWS::SNS::Subscription", "AWS::SNS::TopicPolicy",
			"AWS::WAFv2::LoggingConfiguration", "AWS::WAFv2::WebACLAssociation");

	private final RenderedTemplate template = RenderedTemplate.render(TemplateTest.class);

	@Test
	void theLinterHasNothingToSayInAnyCommercialRegion(@TempDir Path folder) throws IOException {
		Command.require(TemplateTest.class, "cfn-lint");
		Path file = Files.writeString(folder.resolve("visitor-board.template"), this.template.text());

		Command lint = Command.run("cfn-lint", "--format", "parseable", "--regions", "ALL_REGIONS", "--",
				file.toString());

		// China and GovCloud lack CloudFront's functions.
		assertThat(lint.lines()).filteredOn((line) -> !line.matches(".*E3006:.* in '(cn|us-gov)-.*")).isEmpty();
		assertThat(lint.output()).as("it looks at regions").contains("cn-north-1");
	}

	@Test
	void itHasRoomEvenWithTheLongestUserData() throws IOException {
		int userData = Files.readAllBytes(Path.of("userdata.sh")).length;
		int rest = this.template.text().getBytes(StandardCharsets.UTF_8).length - encoded(userData);

		assertThat(userData).isLessThanOrEqualTo(LONGEST_USER_DATA);
		assertThat(rest + encoded(LONGEST_USER_DATA)).isLessThanOrEqualTo(LONGEST_TEMPLATE - ROOM);
	}

	private static int encoded(int bytes) {
		return (bytes + 2) / 3 * 4;
	}

	@Test
	void itHoldsTheWholeLaunchTemplateAndUserData() throws IOException {
		JsonNode committed = JsonMapper.shared()
			.readTree(Files.readString(Path.of("launch-template.json")))
			.path("LaunchTemplateData");
		JsonNode rendered = this.template.properties("LaunchTemplate").path("LaunchTemplateData");

		assertThat(committed.propertyNames()).isNotEmpty();
		assertThat(rendered.propertyNames()).containsAll(committed.propertyNames());
		assertThat(committed.properties()).allSatisfy((entry) -> {
			// Those the stack has better values for.
			if (!Set.of("ImageId", "InstanceType", "Monitoring", "TagSpecifications", "UserData")
				.contains(entry.getKey())) {
				assertThat(rendered.path(entry.getKey())).as(entry.getKey()).isEqualTo(entry.getValue());
			}
		});
		assertThat(this.template.root().at("/Parameters/ImageId/Default")).isEqualTo(committed.path("ImageId"));
		assertThat(Base64.getDecoder().decode(rendered.path("UserData").asString()))
			.isEqualTo(Files.readAllBytes(Path.of("userdata.sh")));
	}

	@Test
	void nothingIsLeftOfTheCommentsAndNothingElseIsMissing() throws IOException {
		assertThat(this.template.text().lines()).noneMatch((line) -> line.strip().startsWith("#"));
		Set<String> written = Files.readAllLines(Path.of("src/main/cloudformation/visitor-board.yaml"))
			.stream()
			.map(String::strip)
			.filter((line) -> !line.isEmpty() && !line.startsWith("#"))
			.collect(Collectors.toSet());
		assertThat(this.template.text().lines().map(String::strip)).containsAll(written);
	}

	@Test
	void itTakesAndGivesWhatTheCommandsRelyOn() {
		assertThat(this.template.root().path("Parameters").propertyNames()).contains("Repository", "Revision",
				"InstanceType", "ImageId", "MinSize", "DesiredCapacity", "MaxSize", "CertificateArn", "CloudFront",
				"Waf", "Zones", "VpcId", "SubnetIds", "TableDeletionProtection", "RetainTable", "AlarmEmail",
				"RequestLogs", "WatchAlarms", "Artifacts", "PostsPerMinute", "DrainTime");
		assertThat(this.template.root().path("Outputs").propertyNames()).containsExactlyInAnyOrder("Url", "TableName",
				"AutoScalingGroupName", "TargetGroupArn", "LoadBalancerDnsName", "AlarmTopicArn", "ArtifactBucketName",
				"InstructorSecretArn", "DashboardUrl");
		assertThat(this.template.root().path("Parameters").properties()).allSatisfy((parameter) -> {
			// What runs as root is said by whoever lets it run.
			assertThat(parameter.getValue().has("Default")).as(parameter.getKey())
				.isNotEqualTo(Set.of("Repository", "Revision").contains(parameter.getKey()));
			assertThat(parameter.getValue().path("Description").asString()).as(parameter.getKey()).isNotEmpty();
		});
	}

	@Test
	void whatTakesTagsCarriesOurs() {
		JsonNode ours = RenderedTemplate.json(Map.of("Key", "project", "Value", "visitor-board"));
		assertThat(this.template.resources())
			.filteredOn((entry) -> !UNTAGGED.contains(entry.getValue().path("Type").asString()))
			.isNotEmpty()
			.allSatisfy((entry) -> {
				JsonNode properties = entry.getValue().path("Properties");
				JsonNode tags = properties.path("Tags").isArray() ? properties.path("Tags")
						: properties.path("ResourceTags").isArray() ? properties.path("ResourceTags")
								: properties.at("/TagSpecifications/0/Tags");
				assertThat(tags.get(0)).as(entry.getKey()).isNotNull();
				assertThat(tags.get(0).path("Key")).as(entry.getKey()).isEqualTo(ours.path("Key"));
				assertThat(tags.get(0).path("Value")).as(entry.getKey()).isEqualTo(ours.path("Value"));
			});
	}

	@Test
	void nothingHasANameThatASecondStackWouldWantToo() {
		assertThat(this.template.resources()).allSatisfy((entry) -> {
			JsonNode properties = entry.getValue().path("Properties");
			assertThat(properties.propertyNames()).as(entry.getKey())
				.noneMatch((name) -> name
					.matches("(Table|Bucket|Role|Alarm|Topic|LogGroup|Dashboard|Group"
							+ "|LaunchTemplate|InstanceProfile|AutoScalingGroup|Policy)Name")
						&& !properties.path(name).isObject());
			assertThat(properties.path("Name").isString()).as(entry.getKey()).isFalse();
		});
	}

	@Test
	void anInstanceIsToldByTagsWhatTheDocumentsKnow() throws IOException {
		Set<String> byUserData = Set.of("REPOSITORY", "REVISION", "ARTIFACT_BUCKET", "SIGNING_SECRET",
				"INSTRUCTOR_SECRET", "LOG_GROUP");
		String document = Files.readString(Path.of("src", "docs", "configuration.md"));
		assertThat(this.template.properties("AutoScalingGroup").path("Tags")).isNotEmpty().allSatisfy((tag) -> {
			assertThat(tag.path("PropagateAtLaunch").asBoolean()).isTrue();
			// Or the metadata does not serve it, and the instance does not start.
			assertThat(tag.path("Key").asString()).matches("[A-Za-z0-9+=.,_:@-]+");
		});
		assertThat(this.template.properties("AutoScalingGroup").path("Tags"))
			.extracting((tag) -> tag.path("Key").asString())
			.filteredOn((key) -> key.startsWith("board:"))
			.extracting((key) -> key.substring("board:".length()))
			.containsAll(byUserData)
			.filteredOn((name) -> !byUserData.contains(name))
			.isNotEmpty()
			.allSatisfy((name) -> assertThat(document).contains("| `" + name + "` |"));
	}

}
