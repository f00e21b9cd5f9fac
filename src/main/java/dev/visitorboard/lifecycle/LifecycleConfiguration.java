package dev.visitorboard.lifecycle;

import java.time.Clock;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

@Configuration(proxyBeanMethods = false)
class LifecycleConfiguration {

	@Bean
	Clock clock() {
		return Clock.systemUTC();
	}

	@Bean
	Ticker ticker() {
		return System::nanoTime;
	}

	/// For [Recurring] alone, and so by name alone: it is an executor too. Two threads,
	/// so that a run that waits for the table holds up no other.
	@Bean(defaultCandidate = false)
	ThreadPoolTaskScheduler scheduler() {
		ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
		scheduler.setPoolSize(2);
		scheduler.setThreadNamePrefix("scheduled-");
		scheduler.setDaemon(true);
		// Each task ends in its own phase.
		scheduler.setAcceptTasksAfterContextClose(true);
		return scheduler;
	}

}
