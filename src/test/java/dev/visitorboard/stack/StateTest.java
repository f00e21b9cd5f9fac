package dev.visitorboard.stack;

import java.nio.file.Path;

import dev.visitorboard.dynamodb.BoardTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/// What is kept, and how the instances that come and go are.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StateTest {

	private final RenderedTemplate template = RenderedTemplate.render(StateTest.class);

	@Test
	void theTableIsAsTheCodeKnowsIt() {
		JsonNode table = this.template.properties("Table");
		assertThat(table.path("KeySchema").toString()).isEqualTo(
				"[{\"AttributeName\":\"%s\",\"KeyType\":\"HASH\"},{\"AttributeName\":\"%s\",\"KeyType\":\"RANGE\"}]"
					.formatted(BoardTable.PARTITION_KEY, BoardTable.SORT_KEY));
		assertThat(table.path("AttributeDefinitions"))
			.allMatch((attribute) -> attribute.path("AttributeType").asString().equals("S"));
		assertThat(table.at("/TimeToLiveSpecification/AttributeName").asString()).isEqualTo(BoardTable.EXPIRY);
		assertThat(table.at("/TimeToLiveSpecification/Enabled").asBoolean()).isTrue();
		assertThat(table.path("BillingMode").asString()).isEqualTo("PAY_PER_REQUEST");
	}

	@Test
	void theTableIsEncryptedBackedUpAndKeptWhereThatIsAskedFor() {
		JsonNode table = this.template.properties("Table");
		assertThat(table.at("/SSESpecification/SSEEnabled").asBoolean()).isTrue();
		assertThat(table.at("/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled").asBoolean()).isTrue();
		assertThat(table.path("DeletionProtectionEnabled").toString())
			.isEqualTo("{\"Fn::If\":[\"ProtectsTable\",true,false]}");
		JsonNode resource = this.template.resource("Table");
		assertThat(resource.path("DeletionPolicy").toString())
			.isEqualTo("{\"Fn::If\":[\"RetainsTable\",\"Retain\",\"Delete\"]}");
		assertThat(resource.path("UpdateReplacePolicy").asString()).isEqualTo("Retain");
		assertThat(this.template.root().path("Transform").asString()).isEqualTo("AWS::LanguageExtensions");
	}

	@Test
	void theBucketIsPrivateEncryptedForgetfulAndSpeaksOnlyTls() {
		JsonNode bucket = this.template.properties("ArtifactBucket");
		assertThat(bucket.path("PublicAccessBlockConfiguration")).hasSize(4).allMatch(JsonNode::asBoolean);
		assertThat(bucket
			.at("/BucketEncryption/ServerSideEncryptionConfiguration/0/ServerSideEncryptionByDefault/SSEAlgorithm")
			.asString()).isEqualTo("AES256");
		assertThat(bucket.at("/LifecycleConfiguration/Rules/0/ExpirationInDays").asInt()).isEqualTo(30);
		assertThat(bucket.at("/LifecycleConfiguration/Rules/0/Status").asString()).isEqualTo("Enabled");
		JsonNode deny = this.template.properties("ArtifactBucketPolicy").at("/PolicyDocument/Statement/0");
		assertThat(deny.path("Effect").asString()).isEqualTo("Deny");
		assertThat(deny.at("/Condition/Bool/aws:SecureTransport").asString()).isEqualTo("false");
		assertThat(deny.path("Resource")).hasSize(2);
	}

	@Test
	void disksAreEncryptedAndLogsEndAfterAMonth() {
		assertThat(this.template.properties("LaunchTemplate").at("/LaunchTemplateData/BlockDeviceMappings"))
			.isNotEmpty()
			.allMatch((disk) -> disk.at("/Ebs/Encrypted").asBoolean())
			.allMatch((disk) -> disk.at("/Ebs/DeleteOnTermination").asBoolean(true));
		assertThat(this.template.properties("LogGroup").path("RetentionInDays").asInt()).isEqualTo(30);
	}

	@Test
	void theGroupIsSizedByParametersAndReplacesWhatIsNotReady() {
		JsonNode group = this.template.properties("AutoScalingGroup");
		assertThat(this.template.root().at("/Parameters/MinSize/Default").asInt()).isEqualTo(2);
		assertThat(this.template.root().at("/Parameters/DesiredCapacity/Default").asInt()).isEqualTo(2);
		assertThat(this.template.root().at("/Parameters/MaxSize/Default").asInt()).isEqualTo(10);
		assertThat(group.path("HealthCheckType").asString()).isEqualTo("ELB");
		assertThat(group.at("/InstanceMaintenancePolicy/MinHealthyPercentage").asInt()).isEqualTo(100);
		assertThat(group.at("/InstanceMaintenancePolicy/MaxHealthyPercentage").asInt()).isGreaterThan(100);
		assertThat(group.path("DefaultInstanceWarmup").asInt()).isPositive();
		assertThat(this.template.properties("CpuPolicy").at("/TargetTrackingConfiguration/TargetValue").asInt())
			.isEqualTo(50);
		// Which the page of the fleet shows.
		assertThat(Path.of("src/main/resources/application.yaml")).content().contains("    target: 50\n");
		assertThat(this.template.ids("AWS::AutoScaling::ScalingPolicy"))
			.extracting((id) -> this.template.properties(id)
				.at("/TargetTrackingConfiguration/PredefinedMetricSpecification/PredefinedMetricType")
				.asString())
			.containsExactlyInAnyOrder("ASGAverageCPUUtilization", "ALBRequestCountPerTarget");
	}

	@Test
	void aChangeLaunchesBeforeItTerminatesAndGoesBackWhenAnAlarmRings() {
		JsonNode refresh = this.template.resource("AutoScalingGroup")
			.at("/UpdatePolicy/AutoScalingInstanceRefresh/Preferences");
		assertThat(refresh.path("MinHealthyPercentage").asInt()).isEqualTo(100);
		assertThat(refresh.path("MaxHealthyPercentage").asInt()).isGreaterThan(100);
		assertThat(refresh.at("/AlarmSpecification/Fn::If/1/Alarms")).isNotEmpty()
			.allMatch((alarm) -> this.template.ids("AWS::CloudWatch::Alarm").contains(alarm.path("Ref").asString()));
		assertThat(refresh.at("/AlarmSpecification/Fn::If/0").asString()).isEqualTo("WatchesAlarms");
		// An instance that never gets ready is noticed before an old one leaves for it.
		assertThat(refresh.path("InstanceWarmup").asInt())
			.isGreaterThan(this.template.properties("AutoScalingGroup").path("HealthCheckGracePeriod").asInt());
	}

	@Test
	void aChangedParameterOfTheInstancesIsAnotherLaunchTemplate() {
		String tag = this.template.properties("LaunchTemplate")
			.at("/LaunchTemplateData/TagSpecifications/0/Tags")
			.toString();
		assertThat(tag).contains("${Repository}", "${Revision}", "${PostsPerMinute}", "${DrainTime}", "${Artifacts}",
				"${CloudFront}");
	}

}
