package dev.visitorboard.dynamodb;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// The time as DynamoDB has it, to about a second, by the `Date` of its latest answer. So instances whose own clocks
/// are off agree about the time of what they write there. Until the first answer it is this machine's time.
@Component
public final class TableClock implements ExecutionInterceptor {

	/// The header has whole seconds, cut off.
	private static final Duration CUT_OFF = Duration.ofMillis(500);

	private final Clock clock;

	private final LongSupplier nanoTime;

	private volatile @Nullable Reference reference;

	@Autowired
	TableClock(Clock clock) {
		this(clock, System::nanoTime);
	}

	public TableClock(Clock clock, LongSupplier nanoTime) {
		this.clock = clock;
		this.nanoTime = nanoTime;
	}

	public Instant now() {
		Reference told = this.reference;
		return (told != null) ? told.time().plusNanos(this.nanoTime.getAsLong() - told.nanos()) : this.clock.instant();
	}

	@Override
	public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
		context.httpResponse().firstMatchingHeader("Date").ifPresent(this::told);
	}

	/// @param date the header of an answer just received
	void told(String date) {
		try {
			Instant time = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
			this.reference = new Reference(time.plus(CUT_OFF), this.nanoTime.getAsLong());
		}
		catch (DateTimeException _) {
			// The last answer that told the time goes on telling it.
		}
	}

	private record Reference(Instant time, long nanos) {
	}

}
