package dev.visitorboard.fleet;

import java.lang.management.ManagementFactory;

import com.sun.management.OperatingSystemMXBean;
import dev.visitorboard.instance.CpuSettings;
import dev.visitorboard.lifecycle.Ticker;
import dev.visitorboard.web.RequestMeter;
import dev.visitorboard.web.RequestSlots;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/// What this instance had to do since it was last asked. For one caller.
@Component
class LoadMeter {

	private final CpuSettings settings;

	private final RequestMeter requests;

	private final RequestSlots slots;

	private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

	private final Ticker ticker;

	private long askedAt;

	private long usedBefore;

	LoadMeter(CpuSettings settings, RequestMeter requests, RequestSlots slots, Ticker ticker) {
		this.settings = settings;
		this.requests = requests;
		this.slots = slots;
		this.ticker = ticker;
		this.askedAt = ticker.nanos();
		this.usedBefore = this.system.getProcessCpuTime();
		// Its first answer begins the first interval.
		this.system.getCpuLoad();
	}

	Load sinceLast() {
		RequestMeter.Lap lap = this.requests.lap();
		Double p99 = lap.p99Millis();
		return new Load(cpu(), rounded(lap.perSecond(), 10), this.slots.taken(),
				(p99 != null) ? rounded(p99, 10) : null);
	}

	private @Nullable Double cpu() {
		double cpu = switch (this.settings.cpu()) {
			case SYSTEM -> this.system.getCpuLoad();
			case PROCESS -> ofThisProcess();
		};
		return (cpu >= 0) ? rounded(Math.min(cpu, 1), 1_000) : null;
	}

	private double ofThisProcess() {
		long now = this.ticker.nanos();
		long used = this.system.getProcessCpuTime();
		double share = (used - this.usedBefore) / ((now - this.askedAt) * this.settings.cores());
		this.askedAt = now;
		this.usedBefore = used;
		return share;
	}

	private static double rounded(double value, int parts) {
		return (double) Math.round(value * parts) / parts;
	}

}
