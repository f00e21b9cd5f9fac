package dev.visitorboard.board.page;

import java.time.Instant;
import java.util.List;

import dev.visitorboard.board.Message;
import dev.visitorboard.board.Message.State;
import dev.visitorboard.board.MessageId;
import dev.visitorboard.board.Post;
import dev.visitorboard.board.Slice;
import dev.visitorboard.fleet.FleetStrip;
import dev.visitorboard.instance.Face;
import dev.visitorboard.web.Age;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BoardTextTest {

	private static final MessageId ID = MessageId.valueOf("01a1fd67-ca00-7000-8000-000000000000");

	private static final FleetStrip NO_FLEET = new FleetStrip(0, List.of(), List.of(), 0);

	@Test
	void everyLineOfAMessageStandsBelowItsAuthor() {
		Message message = new Message(ID, new Post("Hello\nworld", "Ada"), "i-2", State.SHOWN);
		BoardSnapshot board = new BoardSnapshot(new Slice(List.of(message), ID), 42L, null, null, NO_FLEET,
				Instant.EPOCH);
		assertThat(BoardText.of(board, new Face("i-1"))).isEqualTo("""
				Visitors: 42; served by Z i-1

				2026-11-21T09:20:00Z  Ada  (served by A i-2)
				  Hello
				  world

				Older messages: /?before=01a1fd67-ca00-7000-8000-000000000000
				""");
	}

	@Test
	void anOutdatedBoardSaysSoAndAnUnknownCountToo() {
		BoardSnapshot board = new BoardSnapshot(Slice.EMPTY, null, null, new Age("seconds", 20), NO_FLEET,
				Instant.EPOCH);
		assertThat(BoardText.of(board, new Face("i-1"))).isEqualTo("""
				Visitors: unknown; served by Z i-1; the table does not answer, so this is 20 seconds old

				""");
	}

}
