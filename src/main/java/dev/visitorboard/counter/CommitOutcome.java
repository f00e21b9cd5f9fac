package dev.visitorboard.counter;

/// What is known of a batch after one attempt to commit it.
sealed interface CommitOutcome {

	/// The batch is counted, once.
	///
	/// @param end the number of its last visit
	/// @param byFailedCondition whether an earlier attempt had counted it, whose answer
	/// was lost
	record Committed(long end, boolean byFailedCondition) implements CommitOutcome {
	}

	/// The table does not have the writer any more, since another instance took it for
	/// dead, or has it from before, since the table was restored.
	record WriterGone() implements CommitOutcome {
	}

	/// DynamoDB took more writes on the item than it allows; this one did not happen.
	record Throttled() implements CommitOutcome {
	}

	/// No answer, or none that says: the batch may be counted or not, or be counted
	/// yet.
	record Unknown() implements CommitOutcome {
	}

}
