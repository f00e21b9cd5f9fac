package dev.visitorboard.board;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class MessageIdTest {

	private static final Instant NOW = Instant.parse("2026-11-21T09:20:00.123Z");

	private final Random random = new SecureRandom();

	@Test
	void idsSortByTimeAsTextWhateverTheirOtherBits() {
		MessageId earlier = MessageId.at(NOW, bytes(0xFF));
		MessageId later = MessageId.at(NOW.plusMillis(1), bytes(0));
		assertThat(earlier.toString()).isLessThan(later.toString());
		assertThat(earlier).isLessThan(later);
	}

	@Test
	void anIdTellsItsTimeToTheMillisecond() {
		assertThat(MessageId.at(NOW, random()).time()).isEqualTo(NOW);
	}

	@Test
	void anIdIsAVersionSevenUuidThatReadsBack() {
		MessageId id = MessageId.at(NOW, bytes(0xFF));
		assertThat(id.uuid().version()).isEqualTo(7);
		assertThat(id.uuid().variant()).isEqualTo(2);
		assertThat(MessageId.parse(id.toString())).contains(id);
	}

	@Test
	void theLowestIdOfAMillisecondIsNotAboveAnyOther() {
		assertThat(MessageId.lowestAt(NOW)).isLessThanOrEqualTo(MessageId.at(NOW, random()))
			.isGreaterThan(MessageId.at(NOW.minusMillis(1), bytes(0xFF)));
	}

	@Test
	void messagesSpreadOverAllShards() {
		assertThat(IntStream.range(0, 200).map((_) -> MessageId.at(NOW, random()).shard()).distinct())
			.hasSize(MessageId.SHARDS);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "1", "1-1-7-8-1", "01A1FD94-81C6-7D36-A884-90E964419E24",
			"01a1fd94-81c6-4d36-a884-90e964419e24", "01a1fd94-81c6-7d36-a884-90e964419e24 ",
			"zza1fd94-81c6-7d36-a884-90e964419e24" })
	void whatIsNoIdIsNotRead(String text) {
		assertThat(MessageId.parse(text)).isEmpty();
	}

	private byte[] random() {
		byte[] bytes = new byte[16];
		this.random.nextBytes(bytes);
		return bytes;
	}

	private static byte[] bytes(int value) {
		byte[] bytes = new byte[16];
		Arrays.fill(bytes, (byte) value);
		return bytes;
	}

}
