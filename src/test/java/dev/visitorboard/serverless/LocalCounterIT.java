package dev.visitorboard.serverless;

import java.io.IOException;
import java.net.URI;

import dev.visitorboard.testing.BesideOthers;
import dev.visitorboard.testing.DynamoDbEngine;
import dev.visitorboard.testing.FreePort;
import dev.visitorboard.testing.Http;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// What `mvn -Pserverless spring-boot:test-run` starts.
@BesideOthers
class LocalCounterIT {

	@Test
	void itCountsOnTheBoardsTableWhileThatRuns() throws IOException {
		try (LocalApi one = LocalCounter.start(0, DynamoDbEngine.endpoint());
				LocalApi other = LocalCounter.start(0, DynamoDbEngine.endpoint())) {
			assertThat(Http.get(one.uri("/")).body()).contains("<h1>Visitor counter</h1>");
			String counted = Http.send("POST", one.uri("/count"), "").body();
			assertThat(counted).startsWith("{\"count\":");
			assertThat(Http.get(other.uri("/count")).body()).isEqualTo(counted);
		}
	}

	@Test
	void itHasATableOfItsOwnWhereNoBoardRuns() throws IOException {
		try (LocalApi api = LocalCounter.start(0, URI.create("http://127.0.0.1:" + FreePort.find()))) {
			assertThat(Http.send("POST", api.uri("/count"), "").body()).isEqualTo("{\"count\":1}");
		}
	}

}
