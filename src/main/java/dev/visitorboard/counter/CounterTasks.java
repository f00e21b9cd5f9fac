package dev.visitorboard.counter;

import java.time.Duration;

import dev.visitorboard.lifecycle.Phase;
import dev.visitorboard.lifecycle.Recurring;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.support.PeriodicTrigger;

/// What the counter does by itself, besides its lanes.
@Configuration(proxyBeanMethods = false)
class CounterTasks {

	private static final Duration LOOK_FOR_DEAD_WRITERS = Duration.ofMinutes(10);

	@Bean
	Recurring historyRecording(HistoryRecorder recorder, @Qualifier("scheduler") TaskScheduler scheduler) {
		return new Recurring(Phase.COUNTER, recorder::record, recorder, scheduler);
	}

	@Bean
	Recurring writerPruning(WriterPruner pruner, @Qualifier("scheduler") TaskScheduler scheduler) {
		return new Recurring(Phase.COUNTER, pruner::look, new PeriodicTrigger(LOOK_FOR_DEAD_WRITERS), scheduler);
	}

}
