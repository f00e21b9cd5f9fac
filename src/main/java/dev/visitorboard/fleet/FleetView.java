package dev.visitorboard.fleet;

import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

import dev.visitorboard.instance.BootStep;
import dev.visitorboard.instance.Instance;
import dev.visitorboard.web.Age;
import org.jspecify.annotations.Nullable;

/// What the template shows, in the words of one language. Equal views make equal pages, so it tells the age of a
/// heartbeat only where one is missing.
///
/// @param projector whether it is to be read from afar
/// @param age how old all this is if the table does not answer; null if it is current
/// @param drill the one that is on; null where there is none
/// @param cpu of those that serve, `–` where it is not known
record FleetView(Locale locale, boolean projector, @Nullable Age age, FleetStrip strip, @Nullable DrillJson drill,
		String cpu, String requests, List<Card> cards, Chart chart) {

	private static final String UNKNOWN = "–";

	/// Beyond it a heartbeat is overdue.
	private static final int PUNCTUAL_SECONDS = 8;

	static FleetView of(FleetPicture picture, @Nullable DrillJson drill, List<FleetPoint> points, @Nullable Age age,
			String self, boolean projector, Locale locale) {
		Words words = new Words(locale);
		OptionalDouble cpu = picture.meanCpu();
		return new FleetView(locale, projector, age, FleetStrip.of(picture, Optional.empty(), self), drill,
				words.percent(cpu.isPresent() ? cpu.getAsDouble() : null), words.number(picture.requestsPerSecond()),
				picture.members().stream().map((member) -> Card.of(member, self, words)).toList(),
				Chart.of(FleetChart.of(points, FleetPoint.slotOf(picture.at())), words));
	}

	/// One instance.
	///
	/// @param anchor the same as long as the process lives
	/// @param cpuPercent for the bar
	/// @param ready in seconds, with its steps; null until it is
	/// @param silentSeconds since the last heartbeat, where one is missing
	record Card(String anchor, String id, String state, String shape, boolean self, @Nullable String zone,
			@Nullable String type, String version, Moment started, String cpu, long cpuPercent, String requests,
			String inFlight, String p99, @Nullable String ready, List<Step> steps, @Nullable Long silentSeconds) {

		static Card of(Member member, String self, Words words) {
			Heartbeat heartbeat = member.heartbeat();
			Instance instance = heartbeat.instance();
			Load load = heartbeat.load();
			Double cpu = load.cpu();
			Double ready = heartbeat.readySeconds();
			boolean overdue = member.state() != State.LEFT && member.age().toSeconds() > PUNCTUAL_SECONDS;
			return new Card("life-" + heartbeat.life().replaceAll(".*\\.", ""), member.id(), member.state().code(),
					member.state().shape(), member.id().equals(self), instance.zone(), instance.type(),
					instance.version().substring(0, Math.min(7, instance.version().length())),
					words.moment(heartbeat.startedAt()), words.percent(cpu), (cpu != null) ? Math.round(cpu * 100) : 0,
					words.number(load.requestsPerSecond()), words.number(load.inFlight()),
					words.millis(load.p99Millis()), (ready != null) ? words.number(Math.rint(ready)) : null,
					heartbeat.boot().stream().map((step) -> Step.of(step, words)).toList(),
					overdue ? member.age().toSeconds() : null);
		}

	}

	record Step(String name, String seconds) {

		static Step of(BootStep step, Words words) {
			return new Step(step.name(), words.number(Math.rint(step.seconds())));
		}

	}

	/// @param panels instances, CPU, requests
	/// @param rows the same by the minute, newest first
	record Chart(List<Panel> panels, List<Row> rows) {

		static Chart of(FleetChart chart, Words words) {
			return new Chart(
					List.of(Panel.of("serving", chart.serving(), words::number),
							Panel.of("cpu", chart.cpu(), words::percent),
							Panel.of("requests", chart.requests(), words::number)),
					chart.minutes()
						.stream()
						.map((minute) -> new Row(words.moment(minute.begin()), words.number(minute.serving()),
								words.percent(minute.meanCpu()), words.number(minute.requestsPerSecond())))
						.toList());
		}

	}

	/// @param name completes the keys of its texts
	record Panel(String name, String path, String top, String last, String highest) {

		static Panel of(String name, FleetChart.Panel panel, Format format) {
			return new Panel(name, panel.path(), format.of(panel.top()), format.of(panel.last()),
					format.of(panel.highest()));
		}

	}

	record Row(Moment begin, String serving, String cpu, String requests) {
	}

	/// @param iso for the reader's own zone to be applied to
	/// @param utc for readers without the script
	record Moment(String iso, String utc) {
	}

	@FunctionalInterface
	interface Format {

		String of(@Nullable Double value);

	}

	/// How a language writes numbers and times.
	record Words(Locale locale) {

		String number(@Nullable Double value) {
			if (value == null) {
				return UNKNOWN;
			}
			NumberFormat format = NumberFormat.getInstance(this.locale);
			format.setMaximumFractionDigits((value < 10) ? 1 : 0);
			return format.format(value);
		}

		String number(long value) {
			return NumberFormat.getIntegerInstance(this.locale).format(value);
		}

		String millis(@Nullable Double value) {
			return (value != null) ? number(value) + " ms" : UNKNOWN;
		}

		String percent(@Nullable Double share) {
			return (share != null) ? NumberFormat.getPercentInstance(this.locale).format(share) : UNKNOWN;
		}

		Moment moment(Instant instant) {
			// HTML takes no finer fraction of a second than a thousandth, and nobody
			// wants any.
			return new Moment(instant.truncatedTo(ChronoUnit.SECONDS).toString(),
					DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
						.withLocale(this.locale)
						.withZone(ZoneOffset.UTC)
						.format(instant) + " UTC");
		}

	}

}
