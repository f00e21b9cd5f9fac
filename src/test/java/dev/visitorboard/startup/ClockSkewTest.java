package dev.visitorboard.startup;

import java.time.Instant;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ClockSkewTest {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			2026-11-21T12:00:01Z | ok   | clock agrees with DynamoDB's
			2026-11-21T12:00:30Z | ok   | clock is 30 s ahead of DynamoDB's
			2026-11-21T11:59:29Z | note | clock is 31 s behind DynamoDB's: messages
			2026-11-21T12:05:00Z | note | clock is 300 s ahead of DynamoDB's: messages
			2026-11-21T11:54:59Z | FAIL | The clock is 301 s behind DynamoDB's, which refuses requests
			""")
	void aClockIsJudgedByHowFarItIsOff(Instant now, String verdict, String text) {
		var finding = ClockSkew.judge("Sat, 21 Nov 2026 12:00:00 GMT", now);
		assertThat(finding.verdict()).isEqualTo(verdict);
		assertThat(finding.text()).startsWith(text);
	}

	@ParameterizedTest
	@CsvSource({ "''", "yesterday" })
	void withoutATimeToCompareThereIsANote(String date) {
		assertThat(ClockSkew.judge(date, Instant.EPOCH).verdict()).isEqualTo("note");
	}

}
