package dev.visitorboard.counter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

import static org.assertj.core.api.Assertions.assertThat;

/// What the visitors of a test were told, to be held against the counter's promise.
public final class CountedVisits {

	private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();

	private final AtomicLong unacknowledged = new AtomicLong();

	public void acknowledged(long number, long askedAt, long answeredAt) {
		this.answers.add(new Answer(number, askedAt, answeredAt));
	}

	public void unacknowledged() {
		this.unacknowledged.incrementAndGet();
	}

	int acknowledged() {
		return this.answers.size();
	}

	/// Holds what was told against the count.
	/// @param total the count in the end, with nothing under way any more
	public void assertKeptPromise(long total) {
		long acknowledged = this.answers.size();
		String summary = "%,d acknowledged ≤ %,d counted ≤ %,d with the unacknowledged".formatted(acknowledged, total,
				acknowledged + this.unacknowledged.get());
		System.out.println(summary);
		assertThat(this.answers.stream().map(Answer::number).distinct().count()).as("distinct numbers")
			.isEqualTo(acknowledged);
		assertThat(total).as(summary).isBetween(acknowledged, acknowledged + this.unacknowledged.get());
		assertThat(this.answers.stream().mapToLong(Answer::number).max().orElse(0)).isLessThanOrEqualTo(total);
		assertThat(this.answers.stream().mapToLong(Answer::number).min().orElse(1)).isPositive();
		assertRealTimeOrder();
	}

	/// Who asks after another was answered gets a greater number.
	private void assertRealTimeOrder() {
		List<Answer> byQuestion = new ArrayList<>(this.answers);
		byQuestion.sort(Comparator.comparingLong(Answer::askedAt));
		List<Answer> byAnswer = new ArrayList<>(this.answers);
		byAnswer.sort(Comparator.comparingLong(Answer::answeredAt));
		int answered = 0;
		long greatest = 0;
		for (Answer later : byQuestion) {
			while (byAnswer.get(answered).answeredAt() < later.askedAt()) {
				greatest = Math.max(greatest, byAnswer.get(answered).number());
				answered++;
			}
			if (later.number() <= greatest) {
				throw new AssertionError(
						"%d was given to who asked after %d had been".formatted(later.number(), greatest));
			}
		}
	}

	private record Answer(long number, long askedAt, long answeredAt) {
	}

}
