package dev.visitorboard.fleet.page;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

import dev.visitorboard.fleet.FleetHistory;
import dev.visitorboard.fleet.FleetPoint;
import org.jspecify.annotations.Nullable;

/// The last half hour as three drawings of 180 by 100, a point to each unit of width, and the same by the minute.
///
/// @param minutes newest first
record FleetChart(Panel serving, Panel cpu, Panel requests, List<Minute> minutes) {

	static final int WIDTH = Math.toIntExact(FleetHistory.LENGTH.dividedBy(FleetPoint.LENGTH));

	/// What is missing no longer than this is drawn as if nothing had happened meanwhile.
	private static final int BRIDGED = 3;

	/// @param end when the latest point begins
	static FleetChart of(List<FleetPoint> points, Instant end) {
		Instant begin = end.minus(FleetHistory.LENGTH).plus(FleetPoint.LENGTH);
		List<FleetPoint> shown = points.stream().filter((point) -> !point.begin().isBefore(begin)).toList();
		return new FleetChart(Panel.of("serving", shown, begin, (point) -> (double) point.serving(), 4, true),
				Panel.of("cpu", shown, begin, FleetPoint::meanCpu, 1, false),
				Panel.of("requests", shown, begin, FleetPoint::requestsPerSecond, 10, false), byTheMinute(shown));
	}

	public List<Panel> panels() {
		return List.of(this.serving, this.cpu, this.requests);
	}

	private static List<Minute> byTheMinute(List<FleetPoint> points) {
		Map<Instant, List<FleetPoint>> minutes = points.stream()
			.collect(Collectors.groupingBy((point) -> point.begin().truncatedTo(ChronoUnit.MINUTES), TreeMap::new,
					Collectors.toList()));
		return minutes.entrySet()
			.stream()
			.map((minute) -> Minute.of(minute.getKey(), minute.getValue()))
			.toList()
			.reversed();
	}

	/// One drawing.
	///
	/// @param name completes the keys of its texts
	/// @param path what is drawn; empty where nothing is known
	/// @param top the value at its upper edge; that at the lower is zero
	/// @param highest of all values; null where nothing is known
	record Panel(String name, String path, double top, @Nullable Double highest) {

		static Panel of(String name, List<FleetPoint> points, Instant begin,
				Function<FleetPoint, @Nullable Double> value, double least, boolean steps) {
			List<FleetPoint> known = points.stream().filter((point) -> value.apply(point) != null).toList();
			ToDoubleFunction<FleetPoint> number = (point) -> Objects.requireNonNull(value.apply(point));
			OptionalDouble highest = known.stream().mapToDouble(number).max();
			// A step along the upper edge would be cut in half.
			double top = Math.max(least, round(highest.orElse(0) + (steps ? 0.1 : 0)));
			StringBuilder path = new StringBuilder();
			long before = -WIDTH;
			for (FleetPoint point : known) {
				long x = Duration.between(begin, point.begin()).dividedBy(FleetPoint.LENGTH);
				double y = 100 - 100 * number.applyAsDouble(point) / top;
				path.append(piece(x, y, x - before <= BRIDGED, steps));
				before = x;
			}
			return new Panel(name, path.toString(), top, highest.isPresent() ? highest.getAsDouble() : null);
		}

		private static String piece(long x, double y, boolean joined, boolean steps) {
			String height = String.format(Locale.ROOT, "%.1f", y);
			if (!joined) {
				return "M" + x + " " + height + "h1";
			}
			return steps ? "H" + x + "V" + height + "h1" : "L" + (x + 1) + " " + height;
		}

		/// The next of 1, 2, 3, 4, 6, 8, 10, 20, ...
		private static double round(double value) {
			double power = Math.pow(10, Math.floor(Math.log10(Math.max(value, 1))));
			return DoubleStream.of(1, 2, 3, 4, 6, 8, 10)
				.map((step) -> step * power)
				.filter((step) -> step >= value)
				.findFirst()
				.orElse(value);
		}

	}

	/// @param serving how many served at its end
	/// @param meanCpu the mean over the minute; null where it is not known
	record Minute(Instant begin, int serving, @Nullable Double meanCpu, double requestsPerSecond) {

		static Minute of(Instant begin, List<FleetPoint> points) {
			OptionalDouble cpu = points.stream()
				.map(FleetPoint::meanCpu)
				.filter(Objects::nonNull)
				.mapToDouble(Double::doubleValue)
				.average();
			return new Minute(begin, points.getLast().serving(), cpu.isPresent() ? cpu.getAsDouble() : null,
					points.stream().mapToDouble(FleetPoint::requestsPerSecond).average().orElse(0));
		}

	}

}
