package dev.visitorboard.fleet;

import java.time.Duration;
import java.time.Instant;

import dev.visitorboard.instance.Instance;
import dev.visitorboard.testing.RunningBoard;

/// Instances that are only told of, in the fleet of a board that runs.
public record SampleFleet(RunningBoard board) {

	/// Tells of an instance as it would itself, in a life of its own each time: nobody
	/// has seen it before.
	/// @param silent for how long it has said nothing since
	public void tell(String id, String zone, InstanceState state, Duration silent) {
		Instant now = Instant.now();
		boolean ready = state != InstanceState.STARTING;
		this.board.bean(FleetRepository.class)
			.write(new Heartbeat(id + "." + now.toEpochMilli(), 1, now.minus(silent), state,
					new Instance(id, zone, "t3.small", "5229fc5", "packages=21,clone=2,build=38"), now.minusSeconds(90),
					ready ? 9.0 : null, new Load(0.72, ready ? 212.5 : 0, 3, 8.2)));
	}

	/// Half an hour in which one instance became three.
	public void recordHistory() {
		FleetHistoryRepository history = this.board.bean(FleetHistoryRepository.class);
		Instant now = FleetPoint.beginOf(Instant.now());
		for (int i = 1; i < 180; i++) {
			int instances = Math.max(1, 3 - i / 40);
			double wave = Math.sin(i / 7.0) / 20;
			history.record(new FleetPoint(now.minus(FleetPoint.LENGTH.multipliedBy(i)), instances,
					(i > 150) ? 0.1 : 0.8 + wave - instances * 0.06, (i > 150) ? 12 : 120.0 * instances * (1 + wave)));
		}
	}

}
