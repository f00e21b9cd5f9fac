package dev.visitorboard.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/// Alarms that are told to somebody, look at metrics that exist and say what to do.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlarmsTest {

	private static final Path RUNBOOKS = Path.of("src", "docs", "runbooks");

	private final RenderedTemplate template = RenderedTemplate.render(AlarmsTest.class);

	@Test
	void everyAlarmHasARunbookAndEveryRunbookAnAlarm() throws IOException {
		Set<String> alarms = Stream.concat(ids().stream(), Stream.of("CostOfTheMonth"))
			.map(AlarmsTest::file)
			.collect(Collectors.toSet());
		try (Stream<Path> runbooks = Files.list(RUNBOOKS)) {
			assertThat(runbooks.map((file) -> file.getFileName().toString()))
				.containsExactlyInAnyOrderElementsOf(alarms);
		}
		assertThat(ids())
			.allSatisfy((id) -> assertThat(this.template.properties(id).path("AlarmDescription").asString())
				.endsWith("Runbook src/docs/runbooks/" + file(id)));
	}

	@Test
	void whatWasPromisedIsWatched() {
		assertThat(ids()).containsExactlyInAnyOrder("ServerErrors", "SlowAnswers", "UnhealthyHosts", "NoHealthyHost",
				"TableThrottles", "CountCommitsFailing", "CpuAtMaximumSize");
		JsonNode slow = this.template.properties("SlowAnswers");
		assertThat(slow.path("ExtendedStatistic").asString()).isEqualTo("p99");
		assertThat(slow.path("Threshold").asInt()).isOne();
		assertThat(slow.path("EvaluationPeriods").asInt()).isEqualTo(2);
		JsonNode errors = this.template.properties("ServerErrors");
		assertThat(errors.toString()).contains("HTTPCode_Target_5XX_Count", "HTTPCode_ELB_5XX_Count");
		assertThat(errors.path("Threshold").asInt()).isEqualTo(5);
		assertThat(errors.at("/Metrics/1/MetricStat/Period").asInt()).isEqualTo(300);
		JsonNode throttles = this.template.properties("TableThrottles");
		assertThat(throttles.path("Threshold").asInt(-1)).isZero();
		assertThat(throttles.path("EvaluationPeriods").asInt()).isOne();
	}

	@Test
	void everyAlarmIsToldAndSaysWhatNoDataMeans() {
		assertThat(ids()).allSatisfy((id) -> {
			JsonNode alarm = this.template.properties(id);
			assertThat(alarm.at("/AlarmActions/0/Ref").asString()).as(id).isEqualTo("AlarmTopic");
			assertThat(alarm.path("TreatMissingData").asString()).as(id).isIn("breaching", "notBreaching");
		});
		assertThat(this.template.properties("AlarmTopicPolicy").at("/PolicyDocument/Statement/0/Principal").toString())
			.contains("cloudwatch.amazonaws.com", "budgets.amazonaws.com");
	}

	@Test
	void theBoardSendsTheMetricsThatAlarmsAndDashboardShow() throws IOException {
		String settings = Files.readString(Path.of("src/main/resources/application.yaml"));
		String dashboard = this.template.properties("Dashboard").at("/DashboardBody/Fn::Sub/0").asString();
		String alarm = this.template.properties("CountCommitsFailing").path("MetricName").asString();
		List<String> metrics = Stream.concat(Stream.of(alarm),
				Pattern.compile("\"([a-z.]+\\.count)\"").matcher(dashboard).results().map((found) -> found.group(1)))
			.toList();

		assertThat(metrics).hasSizeGreaterThan(2)
			.allSatisfy((metric) -> assertThat(settings)
				.contains("\"[" + metric.substring(0, metric.lastIndexOf('.')) + "]\":"));
		assertThat(this.template.properties("CountCommitsFailing").path("Namespace").toString())
			.isEqualTo("{\"Fn::Sub\":\"VisitorBoard/${AWS::StackName}\"}");
		assertThat(dashboard).contains(ids().stream().map((id) -> "${" + id + ".Arn}").toList());
	}

	@Test
	void theGroupReportsTheSizesThatTheAlarmNeeds() {
		assertThat(RenderedTemplate.within(this.template.properties("CpuAtMaximumSize"))
			.filter((node) -> node.path("Namespace").asString("").equals("AWS/AutoScaling"))
			.map((node) -> node.path("MetricName").asString()))
			.isNotEmpty()
			.isSubsetOf(this.template.properties("AutoScalingGroup")
				.at("/MetricsCollection/0/Metrics")
				.valueStream()
				.map(JsonNode::asString)
				.toList());
	}

	private List<String> ids() {
		return this.template.ids("AWS::CloudWatch::Alarm");
	}

	private static String file(String id) {
		return id.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT) + ".md";
	}

}
