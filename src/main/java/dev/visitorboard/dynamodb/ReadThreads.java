package dev.visitorboard.dynamodb;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/// Threads of the operating system for reads that many requests wait for. On virtual threads, which take turns, such a
/// read would stand in line behind every request that came meanwhile, at each of its steps.
///
/// There are as many older pages as clients make up, so these have threads of their own, apart from what is current.
/// The parts of a read too, which must not wait for what waits for them. No more wait than could be served in time:
/// whatever comes beyond that is refused.
@Configuration(proxyBeanMethods = false)
class ReadThreads {

	/// For what everybody looks at: the newest messages, the count, the fleet. Each is
	/// one [SharedRead], so they are few.
	@Bean(defaultCandidate = false)
	ThreadPoolTaskExecutor currentReads(ObjectProvider<TaskDecorator> decorator) {
		return threads("read-", 8, 8, decorator);
	}

	@Bean(defaultCandidate = false)
	ThreadPoolTaskExecutor currentReadParts(ObjectProvider<TaskDecorator> decorator) {
		return threads("read-part-", 8, 8, decorator);
	}

	/// For older messages.
	@Bean(defaultCandidate = false)
	ThreadPoolTaskExecutor olderReads(ObjectProvider<TaskDecorator> decorator) {
		return threads("older-", 8, 32, decorator);
	}

	@Bean(defaultCandidate = false)
	ThreadPoolTaskExecutor olderReadParts(ObjectProvider<TaskDecorator> decorator) {
		return threads("older-part-", 32, 32, decorator);
	}

	private static ThreadPoolTaskExecutor threads(String name, int threads, int waiting,
			ObjectProvider<TaskDecorator> decorator) {
		ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
		pool.setThreadNamePrefix(name);
		pool.setCorePoolSize(threads);
		pool.setMaxPoolSize(threads);
		pool.setQueueCapacity(waiting);
		pool.setAllowCoreThreadTimeOut(true);
		// A planned stop serves on while it drains.
		pool.setAcceptTasksAfterContextClose(true);
		decorator.ifAvailable(pool::setTaskDecorator);
		return pool;
	}

}
