package dev.visitorboard.instance;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/// An instance as the outside sees it: this one, which is a bean, or another of the fleet.
///
/// @param id for instance `i-0abc1234567890def`
/// @param zone for instance `eu-central-1a`; null where there is none
/// @param type for instance `t3.small`; null where there is none
/// @param version the git commit it was built from; `dev` where there is none
/// @param timeline what happened on the machine before the process began: `packages=21,clone=2`
public record Instance(String id, @Nullable String zone, @Nullable String type, String version, String timeline) {

	/// They end up in response headers and pages, so nothing but plain words is
	/// accepted.
	private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

	public Instance {
		zone = zone == null || zone.isBlank() ? null : zone;
		type = type == null || type.isBlank() ? null : type;
		version = version.isBlank() ? "dev" : version;
		if (!Stream.of(id, version, zone, type).allMatch((word) -> word == null || WORD.matcher(word).matches())) {
			throw new IllegalArgumentException("INSTANCE_ID, AVAILABILITY_ZONE, INSTANCE_TYPE and BOARD_VERSION "
					+ "may hold 1 to 64 letters, digits and . _ : -");
		}
		BootStep.parse(timeline);
	}

	public Face face() {
		return new Face(this.id);
	}

	/// The steps of the timeline; empty where nothing is known of it.
	public List<BootStep> boot() {
		return BootStep.parse(this.timeline);
	}

}
