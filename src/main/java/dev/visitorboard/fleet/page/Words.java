package dev.visitorboard.fleet.page;

import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/// How a language writes figures and times, for the template.
record Words(Locale locale) {

	private static final String UNKNOWN = "–";

	/// Small ones have a fraction.
	public String number(@Nullable Number value) {
		if (value == null) {
			return UNKNOWN;
		}
		NumberFormat format = NumberFormat.getInstance(this.locale);
		format.setMaximumFractionDigits((value.doubleValue() < 10) ? 1 : 0);
		return format.format(value);
	}

	public String whole(double value) {
		return number(Math.rint(value));
	}

	public String millis(@Nullable Double value) {
		return (value != null) ? number(value) + " ms" : UNKNOWN;
	}

	public String percent(@Nullable Double share) {
		return (share != null) ? NumberFormat.getPercentInstance(this.locale).format(share) : UNKNOWN;
	}

	/// A value of a drawing.
	public String figure(FleetChart.Panel panel, @Nullable Double value) {
		return panel.name().equals("cpu") ? percent(value) : number(value);
	}

	/// For the script, which applies the reader's own zone. HTML takes no finer fraction
	/// of a second than a thousandth.
	public String iso(Instant moment) {
		return moment.truncatedTo(ChronoUnit.SECONDS).toString();
	}

	/// For readers without the script.
	public String utc(Instant moment) {
		return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
			.withLocale(this.locale)
			.withZone(ZoneOffset.UTC)
			.format(moment) + " UTC";
	}

}
