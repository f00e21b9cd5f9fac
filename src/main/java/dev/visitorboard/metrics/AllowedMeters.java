package dev.visitorboard.metrics;

import java.util.List;
import java.util.Map;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;

/// Lets through the meters that were chosen, with the tags that were chosen: `board.cloudwatch.meters`.
///
/// Without its other tags a counter or timer takes up all that those divided. Gauges do not add up, so none with tags
/// should be chosen.
final class AllowedMeters implements MeterFilter {

	private final Map<String, List<String>> dimensions;

	/// @param dimensions the tags to keep, by the name of the meter
	AllowedMeters(Map<String, List<String>> dimensions) {
		this.dimensions = dimensions;
	}

	@Override
	public Meter.Id map(Meter.Id id) {
		List<String> kept = this.dimensions.getOrDefault(id.getName(), List.of());
		List<Tag> tags = id.getTags().stream().filter((tag) -> kept.contains(tag.getKey())).toList();
		return id.replaceTags(tags);
	}

	@Override
	public MeterFilterReply accept(Meter.Id id) {
		return this.dimensions.containsKey(id.getName()) ? MeterFilterReply.NEUTRAL : MeterFilterReply.DENY;
	}

}
