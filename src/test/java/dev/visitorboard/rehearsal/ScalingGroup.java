package dev.visitorboard.rehearsal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// In the part of the Auto Scaling Group: once a second it replaces what is dead or unhealthy, looks at the fleet's CPU,
/// and launches or ends instances until there are as many as there should be.
final class ScalingGroup implements AutoCloseable {

	private static final List<String> ZONES = List.of("rehearsal-a", "rehearsal-b", "rehearsal-c");

	private final Rules rules;

	private final LoadBalancer balancer;

	private final List<String> program;

	private final Map<String, String> environment;

	private final Consumer<String> news;

	private final FleetFigures figures;

	private final TargetTracking tracking;

	private final List<GroupMember> members = new ArrayList<>();

	/// All that were launched, since whatever happens none may outlive the rehearsal.
	private final ConcurrentLinkedQueue<InstanceProcess> launched = new ConcurrentLinkedQueue<>();

	private final ScheduledExecutorService loop = Executors
		.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("scaling-group").daemon().factory());

	private int desired;

	/// @param program what `java` needs to start the board
	/// @param environment of every instance
	/// @param news told what happens, a line at a time
	ScalingGroup(Rules rules, LoadBalancer balancer, List<String> program, Map<String, String> environment,
			Consumer<String> news) {
		this.rules = rules;
		this.balancer = balancer;
		this.program = program;
		this.environment = environment;
		this.news = news;
		this.figures = new FleetFigures(balancer.uri(), rules.checkPatience());
		this.tracking = new TargetTracking(rules.target(), rules.outAfter(), rules.inAfter());
		this.desired = rules.min();
	}

	void start() {
		var _ = this.loop.scheduleWithFixedDelay(this::tend, 0, 1, TimeUnit.SECONDS);
	}

	private void tend() {
		try {
			replace();
			track();
			fill();
		}
		catch (IOException | RuntimeException ex) {
			this.news.accept("The scaling group stumbled: " + ex);
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
	}

	private void replace() {
		long now = System.nanoTime();
		for (GroupMember member : List.copyOf(this.members)) {
			String flaw = member.flaw(now, this.rules.grace());
			if (flaw != null) {
				end(member, flaw + ", and is replaced");
			}
			else if (member.comesIntoService(now)) {
				this.news.accept(
						"%s is in service after %d s".formatted(member.process().id(), member.age(now).toSeconds()));
			}
		}
	}

	private void track() throws InterruptedException {
		long now = System.nanoTime();
		Map<String, Double> cpu = this.figures.cpu();
		List<GroupMember> warm = this.members.stream()
			.filter((member) -> member.isWarm(now, this.rules.warmUp()))
			.toList();
		List<Double> known = warm.stream()
			.map((member) -> cpu.get(member.process().id()))
			.flatMap(Stream::ofNullable)
			.toList();
		int wanted = this.tracking.look(this.desired, known, warm.size() == this.members.size());
		wanted = Math.clamp(wanted, this.rules.min(), this.rules.max());
		if (wanted != this.desired) {
			double mean = known.stream().mapToDouble(Double::doubleValue).average().orElse(0);
			this.news.accept("Desired capacity %d -> %d: mean CPU %.0f %%, target %.0f %%".formatted(this.desired,
					wanted, 100 * mean, 100 * this.rules.target()));
			this.desired = wanted;
		}
	}

	private void fill() throws IOException {
		while (this.members.size() < this.desired) {
			InstanceProcess process = InstanceProcess.launch(leastUsedZone(), this.program, this.environment);
			this.launched.add(process);
			this.members.add(new GroupMember(process, this.balancer.register(process.uri()), System.nanoTime()));
			this.news.accept("%s is launched in %s (pid %d)".formatted(process.id(), process.zone(), process.pid()));
		}
		while (this.members.size() > this.desired) {
			end(surplus(), "is no longer needed");
		}
	}

	private String leastUsedZone() {
		return ZONES.stream().min(Comparator.comparingLong(this::inZone)).orElseThrow();
	}

	/// The oldest one of the zone that has most.
	private GroupMember surplus() {
		return this.members.stream()
			.max(Comparator.<GroupMember>comparingLong((member) -> inZone(member.process().zone()))
				.thenComparing((member) -> member.age(System.nanoTime())))
			.orElseThrow();
	}

	private long inZone(String zone) {
		return this.members.stream().filter((member) -> member.process().zone().equals(zone)).count();
	}

	/// Takes it out of the load balancer first and stops it then.
	private void end(GroupMember member, String why) {
		this.members.remove(member);
		InstanceProcess process = member.process();
		this.news.accept("%s %s".formatted(process.id(), why));
		Thread.ofVirtual().start(() -> {
			try {
				this.balancer.deregister(member.target(), this.rules.deregistration());
				boolean asked = process.isAlive();
				int code = process.stop();
				if (asked) {
					this.news.accept("%s has left (exit code %d)".formatted(process.id(), code));
				}
				this.launched.remove(process);
			}
			catch (InterruptedException _) {
				Thread.currentThread().interrupt();
			}
		});
	}

	/// Leaves no process behind, and asks none.
	@Override
	public void close() {
		this.loop.shutdownNow();
		this.launched.forEach(InstanceProcess::kill);
	}

	InstanceProcess process(String id) {
		return this.launched.stream().filter((process) -> process.id().equals(id)).findFirst().orElseThrow();
	}

}
