package dev.visitorboard.board;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import dev.visitorboard.dynamodb.BoardTable;
import dev.visitorboard.local.RunningBoard;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.core.task.AsyncTaskExecutor;

/// The repositories of messages on a table, with the clients of a running board and a clock that stands still.
record TestBoard(PostRepository posts, MessageRepository reading, RemovalRepository removals) {

	static TestBoard at(Instant time, RunningBoard board, String name) {
		DynamoDbEnhancedClient client = board.bean(DynamoDbEnhancedClient.class);
		BoardTable table = new BoardTable(name, client);
		Clock clock = Clock.fixed(time, ZoneOffset.UTC);
		return new TestBoard(new PostRepository(client, table, clock),
				new MessageRepository(table, board.bean(AsyncTaskExecutor.class), board.bean(AsyncTaskExecutor.class)),
				new RemovalRepository(board.bean(DynamoDbClient.class), table, clock));
	}

	/// What a post has become.
	Message message(Post post, PostKey key, String instance) {
		return this.posts.store(post, key, instance).message();
	}

	List<Message> newest() {
		return this.reading.newest(null, 50).messages();
	}

}
