package dev.visitorboard.board;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class IdempotencyKeyTest {

	private static final ClientId ADA = new ClientId("visitor 1");

	private static final Post HELLO = new Post("hello", "Ada");

	@Test
	void theSameWordsOfTheSameClientIdHaveTheSameKey() {
		assertThat(token(ADA, HELLO)).isEqualTo(token(new ClientId("visitor 1"), new Post("hello", "Ada")));
	}

	@Test
	void otherWordsAnotherNameOrAnotherClientIdHaveAnotherKey() {
		assertThat(token(ADA, HELLO)).isNotEqualTo(token(ADA, new Post("hello!", "Ada")))
			.isNotEqualTo(token(ADA, new Post("hello", "Bob")))
			.isNotEqualTo(token(ADA, new Post("hello", null)))
			.isNotEqualTo(token(new ClientId("visitor 2"), HELLO));
	}

	@Test
	void aChosenKeyIsNeverADerivedOne() {
		assertThat(IdempotencyKey.chosen("visitor 1\0Ada\0hello").toString()).isNotEqualTo(token(ADA, HELLO));
	}

	@Test
	void whatFollowsDeletedMessagesHasAnotherTokenInTheSameShardWhicheverOrderTheyComeIn() {
		IdempotencyKey key = IdempotencyKey.derived(ADA, HELLO);
		MessageId first = MessageId.at(Instant.EPOCH, key.idBits());
		MessageId second = MessageId.at(Instant.EPOCH.plusSeconds(1), key.idBits());
		IdempotencyKey next = key.after(List.of(first));
		IdempotencyKey nextButOne = key.after(List.of(second, first));

		assertThat(next.toString()).isNotEqualTo(key.toString()).isEqualTo(key.after(List.of(first)).toString());
		assertThat(nextButOne.toString()).isNotEqualTo(next.toString())
			.isEqualTo(key.after(List.of(first, second)).toString());
		assertThat(MessageId.at(Instant.EPOCH, next.idBits())).isNotEqualTo(first)
			.extracting(MessageId::shard)
			.isEqualTo(first.shard());
		assertThat(MessageId.at(Instant.EPOCH, nextButOne.idBits()).shard()).isEqualTo(first.shard());
	}

	@Test
	void aTokenFitsIntoDynamoDb() {
		assertThat(IdempotencyKey.chosen("x".repeat(200)).token("visitor-board")).hasSize(36);
	}

	@Test
	void twoBoardsOfOneAccountDoNotShareTokens() {
		IdempotencyKey key = IdempotencyKey.chosen("1");
		assertThat(key.token("board-a")).isEqualTo(IdempotencyKey.chosen("1").token("board-a"))
			.isNotEqualTo(key.token("board-b"));
	}

	private static String token(ClientId client, Post post) {
		return IdempotencyKey.derived(client, post).toString();
	}

}
