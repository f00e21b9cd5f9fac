package dev.visitorboard.counter;

import dev.visitorboard.lifecycle.Phase;
import dev.visitorboard.lifecycle.Recurring;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.TaskScheduler;

/// What the counter does by itself, besides its lanes.
@Configuration(proxyBeanMethods = false)
class CounterTasks {

	@Bean
	Recurring historyRecording(HistoryRecorder recorder, @Qualifier("scheduler") TaskScheduler scheduler) {
		return new Recurring(Phase.COUNTER, recorder::record, recorder, scheduler);
	}

}
