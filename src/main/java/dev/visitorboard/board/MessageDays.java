package dev.visitorboard.board;

import java.time.Duration;
import java.time.LocalDate;
import java.util.SequencedMap;

import dev.visitorboard.dynamodb.Reading;
import dev.visitorboard.dynamodb.SharedRead;
import dev.visitorboard.dynamodb.SharedReadFactory;
import dev.visitorboard.dynamodb.StoreUnavailableException;

import org.springframework.stereotype.Service;

/// How many messages were posted on each of the last days of UTC, those left out that their authors deleted.
@Service
public class MessageDays {

	public static final int DAYS = 90;

	private static final Duration FRESH = SharedRead.readEvery(Duration.ofMinutes(1));

	private final SharedRead<SequencedMap<LocalDate, Long>> latest;

	MessageDays(MessageDayRepository repository, SharedReadFactory reads) {
		this.latest = reads.older(() -> repository.latest(DAYS));
	}

	/// By day, oldest first, up to today. A day that is not counted yet is missing, which
	/// can only be while a large board is counted for the first time.
	/// @throws StoreUnavailableException when the table does not answer, and this
	/// instance has never counted them
	public Reading<SequencedMap<LocalDate, Long>> latest() {
		return this.latest.orLatest(FRESH);
	}

}
