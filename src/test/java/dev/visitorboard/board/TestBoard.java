package dev.visitorboard.board;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import dev.visitorboard.board.Message.State;
import dev.visitorboard.dynamodb.BoardTable;
import dev.visitorboard.testing.RunningBoard;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;

import org.springframework.core.task.AsyncTaskExecutor;

/// The messages of a table, with the clients of a running board and a clock that stands still.
record TestBoard(MessageRepository messages) {

	static TestBoard at(Instant time, RunningBoard board, String table) {
		DynamoDbEnhancedClient client = board.bean(DynamoDbEnhancedClient.class);
		AsyncTaskExecutor executor = board.bean(AsyncTaskExecutor.class);
		return new TestBoard(new MessageRepository(client, new BoardTable(table, client),
				Clock.fixed(time, ZoneOffset.UTC), executor, executor));
	}

	static Message message(MessageId id, String text) {
		return new Message(id, new Post(text, null), "i-1", State.SHOWN);
	}

	/// What a post has become.
	Message message(Post post, IdempotencyKey key, String instance) {
		return this.messages.store(post, key, instance).message();
	}

	List<Message> newest() {
		return this.messages.newest(null, 50).messages();
	}

}
