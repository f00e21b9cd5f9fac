package dev.visitorboard.fleet.page;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

import dev.visitorboard.fleet.FleetPicture;
import dev.visitorboard.fleet.FleetPoint;
import dev.visitorboard.fleet.FleetStrip;
import dev.visitorboard.fleet.Heartbeat;
import dev.visitorboard.fleet.InstanceState;
import dev.visitorboard.fleet.Load;
import dev.visitorboard.fleet.Member;
import dev.visitorboard.fleet.drill.DrillJson;
import dev.visitorboard.instance.BootStep;
import dev.visitorboard.instance.Instance;
import dev.visitorboard.web.Age;
import org.jspecify.annotations.Nullable;

/// What the template shows. Equal views make equal pages, so it tells the age of a heartbeat only where one is missing.
///
/// @param projector whether it is to be read from afar
/// @param age how old all this is if the table does not answer; null if it is current
/// @param drill the one that is on; null where there is none
/// @param cpu the mean of those that serve; null where it is not known
/// @param target the CPU above which the group grows, in percent
record FleetView(Locale locale, boolean projector, @Nullable Age age, FleetStrip strip, @Nullable DrillJson drill,
		@Nullable Double cpu, int target, double requests, List<Card> cards, FleetChart chart) {

	static FleetView of(FleetPicture picture, @Nullable DrillJson drill, List<FleetPoint> points, @Nullable Age age,
			String self, int target, boolean projector, Locale locale) {
		return new FleetView(locale, projector, age, FleetStrip.of(picture, self), drill, picture.meanCpu(), target,
				picture.requestsPerSecond(),
				picture.members().stream().map((member) -> Card.of(member, self, target)).toList(),
				FleetChart.of(points, FleetPoint.beginOf(picture.at())));
	}

	public Words words() {
		return new Words(this.locale);
	}

	public boolean aboveTarget() {
		return isAbove(this.cpu, this.target);
	}

	/// As a share, as the CPU is.
	public double targetShare() {
		return this.target / 100.0;
	}

	private static boolean isAbove(@Nullable Double cpu, int target) {
		return cpu != null && 100 * cpu > target;
	}

	/// One instance.
	///
	/// @param anchor the same as long as the process lives
	/// @param ready in seconds, with the steps of its boot; null until it is
	/// @param aboveTarget whether its CPU is, while it lives
	/// @param silentSeconds since the last heartbeat, where one is missing
	record Card(String anchor, boolean self, Instance instance, String version, InstanceState state, Instant startedAt,
			Load load, boolean aboveTarget, @Nullable Double ready, List<BootStep> steps,
			@Nullable Long silentSeconds) {

		/// Beyond it a heartbeat is overdue.
		private static final int PUNCTUAL_SECONDS = 8;

		static Card of(Member member, String self, int target) {
			Heartbeat heartbeat = member.heartbeat();
			String version = heartbeat.instance().version();
			long silent = member.age().toSeconds();
			boolean overdue = member.state() != InstanceState.LEFT && silent > PUNCTUAL_SECONDS;
			return new Card("life-" + heartbeat.life().replaceAll(".*\\.", ""), member.id().equals(self),
					heartbeat.instance(), version.substring(0, Math.min(7, version.length())), member.state(),
					heartbeat.startedAt(), heartbeat.load(),
					member.state().isAlive() && isAbove(heartbeat.load().cpu(), target), heartbeat.readySeconds(),
					heartbeat.boot(), overdue ? silent : null);
		}

		/// For the bar.
		public long cpuPercent() {
			Double cpu = this.load.cpu();
			return (cpu != null) ? Math.round(cpu * 100) : 0;
		}

	}

}
