package dev.visitorboard.fleet.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.visitorboard.fleet.FleetPicture;
import dev.visitorboard.fleet.Heartbeat;
import dev.visitorboard.fleet.Load;
import dev.visitorboard.fleet.Member;
import dev.visitorboard.fleet.drill.DrillRunner;
import dev.visitorboard.instance.Face;
import org.jspecify.annotations.Nullable;

/// The fleet as a table of plain text, for terminals.
final class FleetText {

	private static final List<String> HEAD = List.of("", "INSTANCE", "ZONE", "TYPE", "STATE", "CPU", "REQ/S",
			"IN FLIGHT", "P99 MS", "HEARTBEAT", "READY IN", "VERSION");

	private FleetText() {
	}

	static String of(FleetPicture picture, Optional<DrillRunner.Running> drill, String self) {
		List<List<String>> rows = new ArrayList<>();
		rows.add(HEAD);
		picture.members().forEach((member) -> rows.add(row(member)));
		List<Integer> widths = IntStream.range(0, HEAD.size())
			.mapToObj((column) -> rows.stream().mapToInt((row) -> row.get(column).length()).max().orElse(0))
			.toList();
		String summary = "%s serving, mean CPU %s, %s requests/s, as of %s; * served you%s%n%n".formatted(
				picture.serving() == 1 ? "1 instance" : picture.serving() + " instances", percent(picture.meanCpu()),
				number(picture.requestsPerSecond()), picture.at().toString().replaceFirst("\\..*", "Z"),
				drill.map((on) -> "; drill of %d%%, %d s left".formatted(on.intensity(), on.secondsLeft())).orElse(""));
		return rows.stream()
			.map((row) -> (row.get(1).equals(self) ? "* " : "  ") + line(row, widths))
			.collect(Collectors.joining("\n", summary, "\n"));
	}

	private static List<String> row(Member member) {
		Heartbeat heartbeat = member.heartbeat();
		Load load = heartbeat.load();
		Double ready = heartbeat.readySeconds();
		return List.of(String.valueOf(new Face(member.id()).letter()), member.id(),
				Objects.requireNonNullElse(heartbeat.instance().zone(), "-"),
				Objects.requireNonNullElse(heartbeat.instance().type(), "-"), member.state().code(),
				percent(load.cpu()), number(load.requestsPerSecond()), Integer.toString(load.inFlight()),
				number(load.p99Millis()), member.age().toSeconds() + " s ago",
				(ready != null) ? Math.round(ready) + " s" : "-", heartbeat.instance().version());
	}

	private static String line(List<String> row, List<Integer> widths) {
		return IntStream.range(0, row.size())
			.mapToObj((i) -> String.format(Locale.ROOT, "%-" + widths.get(i) + "s", row.get(i)))
			.collect(Collectors.joining("  "))
			.stripTrailing();
	}

	private static String percent(@Nullable Double share) {
		return (share != null) ? Math.round(share * 100) + "%" : "-";
	}

	private static String number(@Nullable Double value) {
		return (value != null) ? String.format(Locale.ROOT, "%.1f", value) : "-";
	}

}
