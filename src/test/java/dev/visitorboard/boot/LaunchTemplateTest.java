package dev.visitorboard.boot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Set;
import java.util.stream.Collectors;

import dev.visitorboard.testing.Command;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/// launch-template.json as `aws ec2 create-launch-template --cli-input-json` takes it.
class LaunchTemplateTest {

	private static final Path FILE = Path.of("launch-template.json");

	/// Looks at standard input with the aws command's own description of EC2: required,
	/// unknown and mistyped parameters, and, what the command itself leaves to EC2,
	/// values of enumerations.
	private static final String CHECK = """
			import json, sys
			import botocore.session, botocore.validate
			shape = botocore.session.get_session().get_service_model('ec2') \\
			    .operation_model('CreateLaunchTemplate').input_shape
			value = json.load(sys.stdin)
			print(botocore.validate.ParamValidator().validate(value, shape).generate_report())
			def enums(value, shape, path):
			    if shape.type_name == 'structure':
			        for name in set(value) & set(shape.members):
			            enums(value[name], shape.members[name], path + '.' + name)
			    elif shape.type_name == 'list':
			        for each in value:
			            enums(each, shape.member, path + '[]')
			    elif getattr(shape, 'enum', None) and value not in shape.enum \\
			            and not path.endswith('.InstanceType'):  # newer than the command may be
			        print('%s: %s is none of %s' % (path, value, ', '.join(shape.enum)))
			enums(value, shape, '')
			""";

	private String text = "";

	private JsonNode data = JsonMapper.builder().build().createObjectNode();

	@BeforeEach
	void read() throws IOException {
		this.text = Files.readString(FILE);
		this.data = JsonMapper.builder().build().readTree(this.text).path("LaunchTemplateData");
	}

	@Test
	void itsUserDataIsTheScript() throws IOException {
		byte[] userData = Base64.getDecoder().decode(this.data.path("UserData").asString());

		assertThat(new String(userData, StandardCharsets.UTF_8)).isEqualTo(Files.readString(Path.of("userdata.sh")));
	}

	@Test
	void renderingItAnewGivesWhatIsCommitted() {
		Command.require(LaunchTemplateTest.class, "jq");

		Command render = Command.run("src/workshop/render", "--launch-template");

		assertThat(render.output()).isEqualTo(this.text);
	}

	@Test
	void instancesAnswerMetadataByTokenOnlyAndOnlyToThemselves() {
		JsonNode metadata = this.data.path("MetadataOptions");

		assertThat(metadata.path("HttpTokens").asString()).isEqualTo("required");
		assertThat(metadata.path("HttpPutResponseHopLimit").asInt()).isEqualTo(1);
		assertThat(metadata.path("InstanceMetadataTags").asString()).isEqualTo("enabled");
	}

	@Test
	void disksAreEncryptedAndGoWithTheirInstance() {
		assertThat(this.data.path("BlockDeviceMappings")).isNotEmpty().allSatisfy((disk) -> {
			assertThat(disk.path("Ebs").path("Encrypted").asBoolean()).isTrue();
			assertThat(disk.path("Ebs").path("DeleteOnTermination").asBoolean()).isTrue();
			assertThat(disk.path("Ebs").path("VolumeType").asString()).isEqualTo("gp3");
		});
	}

	@Test
	void nobodyGetsInByAKeyAndTheImageIsTheNewestAmazonLinux() {
		assertThat(this.data.has("KeyName")).isFalse();
		assertThat(this.data.path("ImageId").asString())
			.isEqualTo("resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64");
		assertThat(this.data.path("Monitoring").path("Enabled").asBoolean()).isTrue();
	}

	/// Metadata refuses an instance whose tags have other characters in their keys, so
	/// that nothing would start.
	@Test
	void everythingThatIsMadeCarriesTheProjectsTagInCharactersThatMetadataTakes() {
		assertThat(this.data.path("TagSpecifications")).hasSize(2).allSatisfy((specification) -> {
			Set<String> tags = specification.path("Tags")
				.valueStream()
				.map((tag) -> tag.path("Key").asString() + "=" + tag.path("Value").asString())
				.collect(Collectors.toSet());
			assertThat(tags).contains("project=visitor-board")
				.allSatisfy((tag) -> assertThat(tag).matches("[A-Za-z0-9+.,_:@-]+=[A-Za-z0-9 +=._:/@-]+"));
		});
	}

	@Test
	void theAwsCommandsOwnSchemaTakesIt() {
		requireBotocore();

		assertThat(check(this.text)).isBlank();
	}

	@Test
	void theAwsCommandsOwnSchemaWouldFindMistakes() {
		requireBotocore();

		assertThat(check(this.text.replace("HttpTokens", "HttpToken"))).contains("Unknown parameter", "HttpToken");
		assertThat(check(this.text.replace("required", "requested"))).contains(".HttpTokens: requested is none of");
		assertThat(check(this.text.replace("\"HttpPutResponseHopLimit\": 1", "\"HttpPutResponseHopLimit\": \"1\"")))
			.contains("Invalid type", "HttpPutResponseHopLimit");
	}

	private static void requireBotocore() {
		Command.require(LaunchTemplateTest.class, "python3");
		Command.require(Command.run("python3", "-c", "import botocore").exitCode() == 0, LaunchTemplateTest.class,
				"python3 has no botocore, the aws command's description of AWS");
	}

	private static String check(String json) {
		return Command.feed(json, "python3", "-c", CHECK).output();
	}

}
