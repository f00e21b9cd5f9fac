package dev.visitorboard.board;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.visitorboard.dynamodb.BoardTable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/// A board with too many messages to count them in one go.
class LargeBoardTest {

	private static final LocalDate TODAY = LocalDate.parse("2026-11-21");

	private final MessageDayRepository days = new MessageDayRepository(new OneMessageAPage(),
			new BoardTable("board", mock(DynamoDbEnhancedClient.class)),
			Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC));

	@Test
	void itIsCountedPartByPartAndNoDayHalf() {
		LocalDate first = TODAY.minusDays(29);
		assertThat(this.days.latest(30)).hasSize(9)
			.containsEntry(first, 1L)
			.containsEntry(first.plusDays(8), 1L)
			.doesNotContainKey(first.plusDays(9));
		assertThat(this.days.latest(30)).hasSize(18).doesNotContainValue(0L);
		assertThat(this.days.latest(30)).hasSize(27).doesNotContainValue(0L);
		assertThat(this.days.latest(30)).hasSize(30)
			.containsEntry(TODAY, 1L)
			.allSatisfy((_, number) -> assertThat(number).isOne());
	}

	/// DynamoDB with a message of each day in one partition, and one in each page.
	private static final class OneMessageAPage implements DynamoDbClient {

		private Map<String, AttributeValue> kept = Map.of();

		@Override
		public QueryResponse query(QueryRequest query) {
			Map<String, AttributeValue> values = query.expressionAttributeValues();
			if (!"BOARD#0".equals(text(values, ":pk"))) {
				return QueryResponse.builder().build();
			}
			LocalDate day = query.hasExclusiveStartKey()
					? day(text(query.exclusiveStartKey(), BoardTable.SORT_KEY)).plusDays(1)
					: day(text(values, ":from"));
			Map<String, AttributeValue> item = BoardTable.key("BOARD#0",
					MessageId.lowestAt(day.atTime(9, 0).toInstant(ZoneOffset.UTC)).toString());
			return day.equals(TODAY) ? QueryResponse.builder().items(List.of(item)).build()
					: QueryResponse.builder().items(List.of(item)).lastEvaluatedKey(item).build();
		}

		@Override
		public GetItemResponse getItem(GetItemRequest get) {
			return GetItemResponse.builder().item(this.kept).build();
		}

		@Override
		public PutItemResponse putItem(PutItemRequest put) {
			this.kept = put.item();
			return PutItemResponse.builder().build();
		}

		@Override
		public String serviceName() {
			return "dynamodb";
		}

		@Override
		public void close() {
			// There is nothing to close.
		}

		private static LocalDate day(String id) {
			return LocalDate.ofInstant(MessageId.valueOf(id).time(), ZoneOffset.UTC);
		}

		private static String text(Map<String, AttributeValue> values, String name) {
			return Objects.requireNonNull(Objects.requireNonNull(values.get(name)).s());
		}

	}

}
