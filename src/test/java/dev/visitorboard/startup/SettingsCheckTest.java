package dev.visitorboard.startup;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

class SettingsCheckTest {

	@Test
	void withoutAnythingSetThereIsNoProblem() {
		assertThat(SettingsCheck.problems(environment(Map.of()))).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					PORT                         | abc            | PORT must be a whole number from 0 to 65535.
					PORT                         | 65536          | PORT must be a whole number from 0 to 65535.
					BOARD_SIGNING_KEY            | hunter2        | BOARD_SIGNING_KEY needs at least 32 characters
					BOARD_ADMIN_TOKEN            | hunter2        | BOARD_ADMIN_TOKEN needs at least 16 characters
					POSTS_PER_MINUTE             | many           | POSTS_PER_MINUTE must be a whole number
					DRAIN_TIME                   | soon           | DRAIN_TIME must be a duration such as 15s or 500ms.
					DRAIN_TIME                   | -1s            | DRAIN_TIME must be from 0s to 30s
					DRAIN_TIME                   | 31s            | DRAIN_TIME must be from 0s to 30s
					FORWARDED_HOPS               | 0              | FORWARDED_HOPS must be a whole number from 1 to 9.
					FORWARDED_HOPS               | two            | FORWARDED_HOPS must be a whole number
					FORWARDED_PROTO              | HTTPS://       | FORWARDED_PROTO must be header or https.
					SOURCE_URL                   | javascript:x   | SOURCE_URL and PUBLIC_URL must be addresses
					PUBLIC_URL                   | https://u@x.de | SOURCE_URL and PUBLIC_URL must be addresses
					AVAILABILITY_ZONE            | eu central 1   | INSTANCE_ID, AVAILABILITY_ZONE, INSTANCE_TYPE and BOARD_VERSION may hold 1 to 64 letters
					INSTANCE_ID                  | <script>       | INSTANCE_ID, AVAILABILITY_ZONE, INSTANCE_TYPE and BOARD_VERSION may hold 1 to 64 letters
					TABLE_NAME                   | a table        | TABLE_NAME must be 3 to 255 letters
					AWS_REGION                   | Frankfurt (EU) | AWS_REGION must be a region's name
					AWS_ENDPOINT_URL_DYNAMODB    | dynamodb.local | AWS_ENDPOINT_URL_DYNAMODB must be an address such as
					AWS_ENDPOINT_URL_DYNAMODB    | http://[       | AWS_ENDPOINT_URL_DYNAMODB must be an address such as
					CLOUDWATCH_METRICS           | yes            | CLOUDWATCH_METRICS must be true or false.
					CLOUDWATCH_NAMESPACE         | AWS/EC2        | CLOUDWATCH_NAMESPACE must be 1 to 255 letters
					AWS_ENDPOINT_URL_CLOUDWATCH  | aws.local      | AWS_ENDPOINT_URL_CLOUDWATCH must be an address such as
					board.counter.deadline       | soon           | board.counter.deadline must be a duration such as 15s or 500ms.
					board.dynamodb.call-timeout  | 0s             | board.dynamodb needs time limits above 0.
					""")
	void aBadSettingIsNamedByItsVariableAndItsRuleWithoutItsValue(String variable, String value, String line) {
		assertThat(SettingsCheck.problems(environment(Map.of(variable, value)))).singleElement()
			.asString()
			.startsWith(line)
			.endsWith(".")
			.doesNotContain(value);
	}

	@Test
	void allProblemsAreNamed() {
		assertThat(SettingsCheck
			.problems(environment(Map.of("PORT", "abc", "TABLE_NAME", "!", "BOARD_SIGNING_KEY", "short")))).hasSize(3);
	}

	private static ConfigurableEnvironment environment(Map<String, Object> variables) {
		ConfigurableEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new MapPropertySource("test", variables));
		ConfigDataEnvironmentPostProcessor.applyTo(environment);
		return environment;
	}

}
