package dev.visitorboard.stack;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.visitorboard.testing.BesideOthers;
import dev.visitorboard.testing.Command;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/// What `up` finds out before it changes anything, and says when AWS refuses later, in accounts that are only answers.
@BesideOthers
class UpChecksTest {

	private static final String DENIED = "An error occurred (AccessDenied) when calling X: not authorized";

	@SuppressWarnings("NullAway.Init")
	private Deployment deployment;

	@BeforeEach
	void openAccount(@TempDir Path folder) throws IOException {
		Command.require(UpChecksTest.class, "bash", "jq", "git");
		this.deployment = Deployment.in(folder, URI.create("http://127.0.0.1:1"), """
				AWSTemplateFormatVersion: "2010-09-09"
				""");
		this.deployment.answer("sts-get-caller-identity", "123456789012\tarn:aws:iam::123456789012:user/ada");
		this.deployment.answer("cloudformation-validate-template", "{}");
		this.deployment.answer("cloudformation-get-template-summary",
				"""
						{"Parameters": [{"ParameterKey": "Repository"}, {"ParameterKey": "Revision"}, {"ParameterKey": "ImageId"},
						 {"ParameterKey": "InstanceType", "DefaultValue": "t3.small"}, {"ParameterKey": "Zones", "DefaultValue": ""},
						 {"ParameterKey": "DesiredCapacity", "DefaultValue": "2"}, {"ParameterKey": "MinSize", "DefaultValue": "2"},
						 {"ParameterKey": "MaxSize", "DefaultValue": "10"}, {"ParameterKey": "CloudFront", "DefaultValue": "no"},
						 {"ParameterKey": "CloudFrontPrefixListId", "DefaultValue": ""},
						 {"ParameterKey": "WatchAlarms", "DefaultValue": "yes"}]}""");
		this.deployment.refuse("cloudformation-describe-stacks", "Stack with id visitor-board does not exist");
		this.deployment.answer("service-quotas-get-service-quota", "{\"Quota\": {\"Value\": 32.0}}");
		this.deployment.answer("ec2-describe-instances", "[]");
		this.deployment.answer("elbv2-describe-load-balancers", "0");
		this.deployment.answer("ec2-describe-vpcs", "1");
		this.deployment.answer("cloudwatch-describe-alarms", "{\"MetricAlarms\": []}");
	}

	@Test
	void anAccountInOrderPassesWithTwoZonesToo() throws IOException {
		// Whether or not the account still has its own subnets there.
		this.deployment.answer("ec2-describe-availability-zones", Deployment.zones("us-west-1c", "us-west-1a"));
		this.deployment.answer("ec2-describe-instance-type-offerings", Deployment.offers("us-west-1a", "us-west-1c"));

		Command up = this.deployment.run("up", "--check");

		assertThat(up.exitCode()).as(up.output()).isZero();
		assertThat(up.output())
			.contains("ok    zones: us-west-1a,us-west-1c", "ok    vcpus          0 of 32 used, 20 more needed",
					"ok    permissions", "ok    HTTPS by CloudFront", "Nothing was changed. 0 of these stop it.")
			.doesNotContain("STOP", "note");
		assertThatNothingWasChanged();
	}

	@Test
	void aBrokenAccountHearsOfAllOfItInOneGo() throws IOException {
		this.deployment.answer("ec2-describe-instance-type-offerings", Deployment.offers("us-east-1a"));
		this.deployment.answer("ec2-describe-instance-types-m7i.large", """
				{"InstanceTypes": [{"InstanceType": "m7i.large", "FreeTierEligible": false,
				 "VCpuInfo": {"DefaultVCpus": 2}, "ProcessorInfo": {"SupportedArchitectures": ["x86_64"]}}]}""");
		this.deployment.answer("freetier-get-account-plan-state", "{\"accountPlanType\": \"FREE\"}");
		this.deployment.answer("service-quotas-get-service-quota", "{\"Quota\": {\"Value\": 1.0}}");
		this.deployment.refuse("iam-get-role", "An error occurred (NoSuchEntity) when calling GetRole");
		this.deployment.answer("ec2-get-ebs-default-kms-key-id", "{\"KmsKeyId\": \"arn:aws:kms:x:1:key/2\"}");
		this.deployment.refuse("cloudfront-list-distributions", DENIED);
		this.deployment.answer("iam-simulate-principal-policy", """
				{"EvaluationResults": [{"EvalActionName": "iam:PassRole", "EvalDecision": "implicitDeny"},
				 {"EvalActionName": "iam:CreateServiceLinkedRole", "EvalDecision": "explicitDeny"},
				 {"EvalActionName": "ec2:CreateVpc", "EvalDecision": "allowed"}]}""");
		this.deployment.commit();

		Command up = this.deployment.run("up", "--check", "--instance-type", "m7i.large");

		assertThat(up.exitCode()).as(up.output()).isEqualTo(1);
		assertThat(up.output()).contains("is not in https://git.example/board.git: push it",
				"is on the free plan, which does not start m7i.large: --instance-type, one of t3.small",
				"m7i.large is offered in us-east-1a of us-east-1, and it takes two zones: another --instance-type",
				"the vCPUs are not enough for 2 instances, 0 are used: --desired", "ok    balancers",
				"there is no room for a VPC: remove something",
				"no service-linked role for autoscaling yet: this makes it",
				"no service-linked role for elasticloadbalancing yet: this makes it",
				"by the account's own key arn:aws:kms:x:1:key/2: its policy must let AWSServiceRoleForAutoScaling",
				"CloudFront cannot be used (" + DENIED, "by plain HTTP, which anybody in the same network can read",
				"you may not: iam:CreateServiceLinkedRole, iam:PassRole: somebody who administers the account lets you",
				"Nothing was changed. 6 of these stop it.");
		assertThatNothingWasChanged();
	}

	@Test
	void whatStopsItIsNotTried() throws IOException {
		assertRefused("has no branch and no tag nowhere", "--revision", "nowhere");
		assertRefused("cannot be read without a login, as instances would", "--repository",
				"https://127.0.0.1:1/x.git");
		assertRefused("there must be no login in the repository's address", "--repository", "https://me@git.example/x");
		this.deployment.refuse("cloudfront-list-distributions", DENIED);
		assertRefused("STOP  CloudFront cannot be used", "--cloudfront");
		this.deployment.nextStates("somebody-else", "CREATE_COMPLETE");
		assertRefused("has no tag project=visitor-board, so it is none of ours: --stack names another");
		assertThatNothingWasChanged();
	}

	private void assertRefused(String reason, String... options) {
		Command up = this.deployment.run(Stream.concat(Stream.of("up"), Stream.of(options)).toArray(String[]::new));

		assertThat(up.output()).contains(reason, "nothing was changed: mend what STOP says");
		assertThat(up.exitCode()).isEqualTo(1);
	}

	@Test
	void aRoleThatYouMayNotMakeIsNamedBeforeTheStack() throws IOException {
		this.deployment.refuse("iam-get-role", "An error occurred (NoSuchEntity) when calling GetRole");
		this.deployment.refuse("iam-create-service-linked-role", DENIED);

		Command up = this.deployment.run("up");

		assertThat(up.exitCode()).isEqualTo(1);
		assertThat(up.output()).contains("no service-linked role for autoscaling, and you may not make it",
				"does it once: aws iam create-service-linked-role --aws-service-name autoscaling.amazonaws.com");
		assertThat(this.deployment.calls()).doesNotContain("cloudformation create-stack");
	}

	@Test
	void anAccountNotVerifiedForCloudFrontGetsPlainHttp() throws IOException {
		this.deployment.nextStates("visitor-board", "absent", "absent", "ROLLBACK_COMPLETE", "ROLLBACK_COMPLETE",
				"absent", "absent", "CREATE_COMPLETE");
		this.deployment.answer("cloudformation-create-stack", "{}");
		this.deployment.answer("cloudformation-delete-stack", "{}");
		this.deployment.answer("cloudformation-describe-stack-resource", "the-bucket");
		this.deployment.answer("s3-rm", "");
		failsAt("Distribution",
				"Access denied: Your account must be verified before you can add new CloudFront resources");

		Command up = this.deployment.run("up");

		assertThat(up.output()).containsSubsequence("ok    HTTPS by CloudFront", "is being created",
				"not verified this account for CloudFront yet, so this begins anew without it",
				"note  the board is served by plain HTTP", "removing it first", "is being created",
				"the stack has no output Url");
		List<String> calls = this.deployment.calls();
		assertThat(calls).as("a bucket that holds a build cannot be removed")
			.containsSubsequence("s3 rm", "cloudformation delete-stack", "cloudformation create-stack");
		assertThat(calls).filteredOn((call) -> call.contains("\"CloudFront\""))
			.extracting((call) -> call.replaceAll(".*\"CloudFront\",\"ParameterValue\":\"(\\w+)\".*", "$1"))
			.containsExactly("yes", "no");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			InvalidParameterCombination: not eligible for Free Tier | --instance-type t3.small
			Access denied when attempting to assume role AWSServiceRoleForAutoScaling | create-service-linked-role
			User ada is not authorized to perform iam:CreateRole | src/workshop/policy.json
			The maximum number of VPCs has been reached | under Service Quotas
			Group did not stabilize | src/workshop/asg
			Something new | run this again
			""")
	void aFailureIsExplainedByItsCause(String reason, String cure) throws IOException {
		this.deployment.nextStates("visitor-board", "absent", "absent", "ROLLBACK_COMPLETE");
		this.deployment.answer("cloudformation-create-stack", "{}");
		failsAt("AutoScalingGroup", reason);

		Command up = this.deployment.run("up");

		assertThat(up.exitCode()).isEqualTo(1);
		assertThat(up.output()).contains("It failed at AutoScalingGroup: " + reason)
			.containsPattern("What to do: .*" + Pattern.quote(cure));
	}

	@Test
	void whatAwsSaysMayPassIsTriedOnceMore() throws IOException {
		this.deployment.nextStates("visitor-board", "absent", "absent", "ROLLBACK_COMPLETE", "ROLLBACK_COMPLETE",
				"absent", "absent", "ROLLBACK_COMPLETE");
		this.deployment.answer("cloudformation-create-stack", "{}");
		this.deployment.answer("cloudformation-delete-stack", "{}");
		failsAt("WebAclAssociation", "WAFUnavailableEntityException: Retry your request");

		Command up = this.deployment.run("up");

		assertThat(up.exitCode()).isEqualTo(1);
		assertThat(up.output()).containsOnlyOnce("AWS says that this may pass").contains("It failed at WebAcl");
		assertThat(this.deployment.calls()).filteredOn("cloudformation create-stack"::equals).hasSize(2);
	}

	@Test
	void anAlarmThatRingsStopsAnUpdateUnlessItIsForced() throws IOException {
		this.deployment.answer("cloudwatch-describe-alarms", """
				{"MetricAlarms": [{"AlarmName": "visitor-board-ServerErrors-1A"},
				 {"AlarmName": "visitor-board-CpuAtMaximumSize-1B"}]}""");
		this.deployment.refuse("cloudformation-update-stack", "No updates are to be performed");
		this.deployment.nextStates("visitor-board", "UPDATE_COMPLETE");
		assertRefused("STOP  ServerErrors rings, so an update that replaces instances would go back at once: wait");
		assertThatNothingWasChanged();

		this.deployment.nextStates("visitor-board", "UPDATE_COMPLETE", "UPDATE_COMPLETE");
		Command forced = this.deployment.run("up", "--force", "--image", "ami-0123");

		assertThat(forced.output()).contains("note  ServerErrors rings: this update does not watch the alarms",
				"is up to date");
		assertThat(this.deployment.calls())
			.anyMatch((call) -> call.contains("\"WatchAlarms\",\"ParameterValue\":\"no\""));
	}

	private void failsAt(String resource, String reason) throws IOException {
		this.deployment.answer("cloudformation-describe-stack-events",
				"""
						{"StackEvents": [
						 {"EventId": "4", "Timestamp": "2026-11-21T09:14:33Z", "StackName": "visitor-board", "StackId": "s",
						  "LogicalResourceId": "Table", "PhysicalResourceId": "", "ResourceStatus": "CREATE_FAILED",
						  "ResourceStatusReason": "Resource creation cancelled"},
						 {"EventId": "3", "Timestamp": "2026-11-21T09:14:32Z", "StackName": "visitor-board", "StackId": "s",
						  "LogicalResourceId": "%s", "PhysicalResourceId": "", "ResourceStatus": "CREATE_FAILED",
						  "ResourceStatusReason": "%s"},
						 {"EventId": "1", "Timestamp": "2026-11-21T09:14:30Z", "StackName": "visitor-board", "StackId": "s",
						  "LogicalResourceId": "visitor-board", "PhysicalResourceId": "s", "ResourceStatus": "CREATE_IN_PROGRESS",
						  "ResourceStatusReason": "User Initiated"}]}"""
					.formatted(resource, reason));
	}

	private void assertThatNothingWasChanged() throws IOException {
		List<String> calls = this.deployment.calls();
		assertThat(calls).isNotEmpty()
			.allMatch((call) -> call.matches("\\S+ (describe|get|list|simulate|validate)-.*"));
	}

}
