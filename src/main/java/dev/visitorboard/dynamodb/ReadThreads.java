package dev.visitorboard.dynamodb;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/// Threads of the operating system for reads that many requests wait for. On virtual threads, which take turns, such a
/// read would stand in line behind every request that came meanwhile, at each of its steps.
@Configuration(proxyBeanMethods = false)
class ReadThreads {

	private static final int THREADS = 32;

	@Bean(defaultCandidate = false)
	@SharedReads
	ThreadPoolTaskExecutor sharedReads(ObjectProvider<TaskDecorator> decorator) {
		return threads("read-", decorator);
	}

	@Bean(defaultCandidate = false)
	@ReadParts
	ThreadPoolTaskExecutor readParts(ObjectProvider<TaskDecorator> decorator) {
		return threads("part-", decorator);
	}

	private static ThreadPoolTaskExecutor threads(String name, ObjectProvider<TaskDecorator> decorator) {
		ThreadPoolTaskExecutor threads = new ThreadPoolTaskExecutor();
		threads.setThreadNamePrefix(name);
		threads.setCorePoolSize(THREADS);
		threads.setAllowCoreThreadTimeOut(true);
		// A planned stop serves on while it drains.
		threads.setAcceptTasksAfterContextClose(true);
		decorator.ifAvailable(threads::setTaskDecorator);
		return threads;
	}

}
