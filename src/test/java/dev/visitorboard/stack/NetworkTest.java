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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/// Who reaches what, and how the load balancer treats it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NetworkTest {

	private static final String BALANCER = "LoadBalancerSecurityGroup";

	private static final String INSTANCE = "InstanceSecurityGroup";

	private final RenderedTemplate template = RenderedTemplate.render(NetworkTest.class);

	@Test
	void theWorldReachesTheListenersAndTheLoadBalancerTheInstancesAndNothingElse() {
		assertThat(ingress()).containsExactlyInAnyOrder(BALANCER + " tcp 80-80 0.0.0.0/0",
				BALANCER + " tcp 443-443 0.0.0.0/0", BALANCER + " tcp 80-80 CloudFrontPrefixListId",
				INSTANCE + " tcp 8080-8080 " + BALANCER);
		assertThat(listenerPorts()).containsExactlyInAnyOrder(80, 443);
		assertThat(this.template.properties("TargetGroup").path("Port").asInt()).isEqualTo(8080);
	}

	@Test
	void behindCloudFrontTheWorldReachesNoListener() {
		JsonNode choice = this.template.properties(BALANCER).at("/SecurityGroupIngress/0/Fn::If");
		assertThat(choice.get(0).asString()).isEqualTo("HasCloudFront");
		assertThat(choice.get(1).has("CidrIp")).isFalse();

		JsonNode listener = this.template.properties("HttpListener").at("/DefaultActions/0/Fn::If/2/Fn::If");
		assertThat(listener.get(0).asString()).isEqualTo("HasCloudFront");
		assertThat(listener.get(1).at("/FixedResponseConfig/StatusCode").asString()).isEqualTo("403");
		JsonNode secret = this.template.properties("FromCloudFront").at("/Conditions/0/HttpHeaderConfig");
		JsonNode sent = this.template.properties("Distribution")
			.at("/DistributionConfig/Origins/0/OriginCustomHeaders/0");
		assertThat(secret.path("HttpHeaderName")).isEqualTo(sent.path("HeaderName"));
		assertThat(secret.at("/Values/0")).isEqualTo(sent.path("HeaderValue"));
		assertThat(secret.at("/Values/0/Fn::Sub").asString()).isEqualTo("{{resolve:secretsmanager:${OriginSecret}}}");
	}

	@Test
	void instancesReachOnlyHttpsAndTheLoadBalancerOnlyInstances() {
		assertThat(egress(INSTANCE)).containsExactly(INSTANCE + " tcp 443-443 0.0.0.0/0");
		assertThat(egress(BALANCER)).containsExactly(BALANCER + " tcp 8080-8080 " + INSTANCE);
		assertThat(this.template.ids("AWS::EC2::SecurityGroup")).containsExactlyInAnyOrder(BALANCER, INSTANCE);
		assertThat(this.template.ids("AWS::EC2::SecurityGroupEgress")).isEmpty();
	}

	@Test
	void theTableIsReachedWithoutTheInternetAndNoOtherTableIs() {
		JsonNode endpoint = this.template.properties("TableEndpoint");
		assertThat(endpoint.at("/PolicyDocument/Statement")).singleElement()
			.satisfies(
					(statement) -> assertThat(statement.at("/Resource/Fn::GetAtt").asString()).isEqualTo("Table.Arn"));
		assertThat(endpoint.path("ServiceName").toString()).contains("dynamodb");
	}

	@Test
	void thereAreTwoZonesOrThreeAndTheyAreFoundBefore() {
		// A region may have two, and an account may lack any of its own.
		assertThat(this.template.ids("AWS::EC2::Subnet")).containsExactly("SubnetA", "SubnetB", "SubnetC");
		assertThat(this.template.properties("SubnetA").path("AvailabilityZone").toString()).contains("HasZones",
				"[0,{\"Fn::Split\"", "[0,{\"Fn::GetAZs\"");
		assertThat(this.template.properties("SubnetB").path("AvailabilityZone").toString()).contains("HasZones",
				"[1,{\"Fn::Split\"", "[1,{\"Fn::GetAZs\"");
		assertThat(this.template.properties("SubnetC").path("AvailabilityZone").toString()).contains("[2,")
			.doesNotContain("GetAZs");
		assertThat(this.template.resource("SubnetC").path("Condition").asString()).isEqualTo("HasThirdSubnet");
		assertThat(this.template.root().at("/Conditions/HasThirdSubnet").toString()).contains("${Zones},,");
		for (String list : List.of("LoadBalancer:Subnets", "AutoScalingGroup:VPCZoneIdentifier")) {
			String[] part = list.split(":", 2);
			assertThat(this.template.properties(part[0]).path(part[1]).at("/Fn::If/1").toString()).as(list)
				.isEqualTo("[{\"Ref\":\"SubnetA\"},{\"Ref\":\"SubnetB\"},"
						+ "{\"Fn::If\":[\"HasThirdSubnet\",{\"Ref\":\"SubnetC\"},{\"Ref\":\"AWS::NoValue\"}]}]");
		}
	}

	@Test
	void theFirewallIsPutBeforeTheBalancerMinutesAfterItIsMade() {
		assertThat(this.template.resource("WebAclAssociation").path("DependsOn").asString())
			.isEqualTo("AutoScalingGroup");
	}

	@Test
	void whatIsBlockedCanBeLogged() {
		assertThat(this.template.properties("FirewallLog").toString()).contains("aws-waf-logs-");
		assertThat(this.template.properties("FirewallLogging").path("LoggingFilter").toString()).contains("DROP",
				"BLOCK");
		assertThat(this.template.properties("LoadBalancer").path("LoadBalancerAttributes").toString())
			.contains("access_logs.s3.bucket");
	}

	@Test
	void theLoadBalancerIsSetAsTheBoardExpectsIt() throws IOException {
		assertThat(attributes("LoadBalancer", "LoadBalancerAttributes"))
			.containsEntry("routing.http.desync_mitigation_mode", "strictest")
			.containsEntry("routing.http.drop_invalid_header_fields.enabled", "true")
			.containsEntry("routing.http.xff_client_port.enabled", "false")
			.containsEntry("routing.http.xff_header_processing.mode", "append")
			.containsEntry("idle_timeout.timeout_seconds", "60");
		assertThat(attributes("TargetGroup", "TargetGroupAttributes"))
			.containsEntry("deregistration_delay.timeout_seconds", "30");
		String settings = Files.readString(Path.of("src/main/resources/application.yaml"));
		assertThat(seconds("keep-alive-timeout: (\\d+)s", settings)).isGreaterThan(60);
		assertThat(this.template.properties("Distribution")
			.at("/DistributionConfig/Origins/0/CustomOriginConfig/OriginKeepaliveTimeout")
			.asInt()).isBetween(1, 59);
	}

	@Test
	void theHealthCheckAsksWhatTheBoardAnswersAndIsFasterThanItsDrain() throws IOException {
		JsonNode group = this.template.properties("TargetGroup");
		assertThat(group.path("HealthCheckPath").asString()).isEqualTo("/actuator/health/readiness");
		String settings = Files.readString(Path.of("src/main/resources/application.yaml"));
		assertThat(settings).contains("probes.enabled: true", "group.readiness.include:").doesNotContain("base-path");
		int noticed = group.path("HealthCheckIntervalSeconds").asInt() * group.path("UnhealthyThresholdCount").asInt();
		assertThat(noticed).isEqualTo(10)
			.isLessThan(seconds("(\\d+)s", this.template.root().at("/Parameters/DrainTime/Default").asString()));
		assertThat(group.path("HealthCheckTimeoutSeconds").asInt()).isEqualTo(2);
		assertThat(group.path("HealthyThresholdCount").asInt()).isEqualTo(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator", "/actuator/", "/actuator/health", "/actuator/health/readiness",
			"/actuator;x/health", "//actuator/health", "/./actuator/health", "/;x/actuator/health",
			"/count/../actuator/info" })
	void theListenerAnswersForTheActuator(String path) {
		JsonNode rule = this.template.properties("ActuatorClosed");
		assertThat(rule.at("/Actions/0/FixedResponseConfig/StatusCode").asString()).isEqualTo("404");
		assertThat(rule.path("Priority").asInt())
			.isLessThan(this.template.properties("FromCloudFront").path("Priority").asInt());
		assertThat(rule.at("/Conditions/0/PathPatternConfig/Values"))
			.anyMatch((pattern) -> Pattern.matches(pattern.asString().replace("*", ".*"), path));
	}

	@Test
	void withACertificateNothingIsServedByHttp() {
		JsonNode choice = this.template.properties("HttpListener").at("/DefaultActions/0/Fn::If");
		assertThat(choice.get(0).asString()).isEqualTo("HasCertificate");
		assertThat(choice.get(1).at("/RedirectConfig/Protocol").asString()).isEqualTo("HTTPS");
		assertThat(this.template.properties("HttpsListener").path("SslPolicy").asString()).contains("TLS13");
		JsonNode behaviour = this.template.properties("Distribution").at("/DistributionConfig/DefaultCacheBehavior");
		assertThat(behaviour.path("ViewerProtocolPolicy").asString()).isEqualTo("redirect-to-https");
	}

	@Test
	void theFirewallCountsByAnAddressThatNobodyCanForge() {
		JsonNode rules = this.template.properties("WebAcl").path("Rules");
		JsonNode rate = rules.at("/0/Statement/RateBasedStatement");
		assertThat(rate.at("/AggregateKeyType/Fn::If").toString())
			.isEqualTo("[\"HasCloudFront\",\"FORWARDED_IP\",\"IP\"]");
		String header = rate.at("/ForwardedIPConfig/Fn::If/1/HeaderName").asString();
		// Set by our function, which replaces what came with the request.
		assertThat(this.template.properties("VisitorAddress").path("FunctionCode").asString())
			.containsIgnoringCase("headers['" + header + "'] = { value: event.viewer.ip }");
		assertThat(this.template.properties("Distribution")
			.at("/DistributionConfig/DefaultCacheBehavior/FunctionAssociations/0/FunctionARN/Fn::GetAtt")
			.asString()).isEqualTo("VisitorAddress.FunctionARN");
		assertThat(rules).extracting((rule) -> rule.path("Name").asString())
			.containsExactly("requests-per-address", "actuator", "common");
	}

	private Set<Integer> listenerPorts() {
		return this.template.ids("AWS::ElasticLoadBalancingV2::Listener")
			.stream()
			.map((id) -> this.template.properties(id).path("Port").asInt())
			.collect(Collectors.toSet());
	}

	private List<String> ingress() {
		Stream<String> own = this.template.ids("AWS::EC2::SecurityGroup")
			.stream()
			.flatMap((id) -> RenderedTemplate.branches(this.template.properties(id).path("SecurityGroupIngress"))
				.map((rule) -> rule(id, rule)));
		Stream<String> separate = this.template.ids("AWS::EC2::SecurityGroupIngress")
			.stream()
			.map(this.template::properties)
			.map((rule) -> rule(rule.at("/GroupId/Ref").asString(), rule));
		return Stream.concat(own, separate).toList();
	}

	private List<String> egress(String group) {
		return RenderedTemplate.branches(this.template.properties(group).path("SecurityGroupEgress"))
			.map((rule) -> rule(group, rule))
			.toList();
	}

	private static String rule(String group, JsonNode rule) {
		List<String> known = List.of("CidrIp", "CidrIpv6", "SourcePrefixListId", "SourceSecurityGroupId",
				"DestinationSecurityGroupId", "DestinationPrefixListId");
		String peers = known.stream()
			.filter(rule::has)
			.map((key) -> rule.path(key).path("Ref").asString(rule.path(key).asString("")))
			.collect(Collectors.joining(" "));
		return "%s %s %s-%s %s".formatted(group, rule.path("IpProtocol").asString(), rule.path("FromPort").asString(),
				rule.path("ToPort").asString(), peers);
	}

	private Map<String, String> attributes(String id, String name) {
		return this.template.properties(id)
			.path(name)
			.valueStream()
			.filter((attribute) -> attribute.path("Value").isString())
			.collect(Collectors.toMap((attribute) -> attribute.path("Key").asString(),
					(attribute) -> attribute.path("Value").asString()));
	}

	private static int seconds(String pattern, String text) {
		return Pattern.compile(pattern)
			.matcher(text)
			.results()
			.mapToInt((found) -> Integer.parseInt(found.group(1)))
			.findFirst()
			.orElseThrow();
	}

}
