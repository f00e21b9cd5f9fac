package dev.visitorboard.web;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/// Times in the words of a language, for readers without the script that shows their own zone.
public record UtcTime(Locale locale) {

	public String of(Instant time) {
		return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
			.withLocale(this.locale)
			.withZone(ZoneOffset.UTC)
			.format(time) + " UTC";
	}

}
