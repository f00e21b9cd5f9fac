package dev.visitorboard.dynamodb;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

import dev.visitorboard.lifecycle.Ticker;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

import org.springframework.stereotype.Component;

/// The time as DynamoDB has it, to about a second, by the `Date` of its latest answer. So instances whose own clocks
/// are off agree about the time of what they write there. Until the first answer it is this machine's time. It goes
/// back only to correct itself by more than a second.
@Component
public final class TableClock implements ExecutionInterceptor {

	/// The header has whole seconds, so it may be so much late.
	private static final Duration CUT_OFF = Duration.ofSeconds(1);

	private final Clock clock;

	private final Ticker ticker;

	private volatile @Nullable Reference reference;

	public TableClock(Clock clock, Ticker ticker) {
		this.clock = clock;
		this.ticker = ticker;
	}

	public Instant now() {
		Reference told = this.reference;
		return (told != null) ? told.time().plusNanos(this.ticker.nanos() - told.nanos()) : this.clock.instant();
	}

	@Override
	public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
		context.httpResponse().firstMatchingHeader("Date").ifPresent(this::told);
	}

	/// @param date the header of an answer just received
	synchronized void told(String date) {
		try {
			Instant time = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
			Duration back = Duration.between(time, now());
			// What was told right after a full second is nearer than what is told right
			// before the next.
			if (this.reference == null || back.isNegative() || back.compareTo(CUT_OFF) > 0) {
				this.reference = new Reference(time, this.ticker.nanos());
			}
		}
		catch (DateTimeException _) {
			// The last answer that told the time goes on telling it.
		}
	}

	private record Reference(Instant time, long nanos) {
	}

}
