package dev.visitorboard.lifecycle;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.support.PeriodicTrigger;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class RecurringTest {

	private final ThreadPoolTaskScheduler scheduler = new LifecycleConfiguration().scheduler();

	@BeforeEach
	void makeThreads() {
		this.scheduler.initialize();
	}

	@AfterEach
	void endThreads() {
		this.scheduler.shutdown();
	}

	@Test
	void whateverARunThrowsIsLoggedAndTheNextComes(CapturedOutput output) throws InterruptedException {
		CountDownLatch runs = new CountDownLatch(3);
		Recurring recurring = recurring(Duration.ofMillis(1), () -> {
			runs.countDown();
			if (runs.getCount() == 2) {
				throw new IllegalStateException("the first");
			}
			throw new NoClassDefFoundError("the second");
		});
		recurring.start();
		runs.await();
		recurring.stop();
		assertThat(output).contains("the first", "the second");
	}

	@Test
	void itRunsAtOnceEndsWithTheStopAndCanStartAgain() throws InterruptedException {
		Semaphore begun = new Semaphore(0);
		Semaphore interrupted = new Semaphore(0);
		Recurring recurring = recurring(Duration.ofDays(1), () -> {
			begun.release();
			try {
				Thread.sleep(Duration.ofDays(1));
			}
			catch (InterruptedException _) {
				interrupted.release();
			}
		});
		recurring.stop();
		for (int i = 0; i < 2; i++) {
			recurring.start();
			assertThat(recurring.isRunning()).isTrue();
			begun.acquire();
			recurring.stop();
			assertThat(recurring.isRunning()).isFalse();
			interrupted.acquire();
		}
	}

	@Test
	void itStartsInItsPhase() {
		assertThat(recurring(Duration.ofDays(1), () -> {
		}).getPhase()).isEqualTo(Phase.COUNTER.order()).isLessThan(Phase.DRAIN.order());
	}

	@Test
	void theSchedulerIsNoExecutorForAnybodyElse() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(TaskExecutionAutoConfiguration.class))
			.withUserConfiguration(LifecycleConfiguration.class, Anybody.class)
			.withPropertyValues("spring.task.execution.mode=force")
			.run((context) -> {
				Anybody anybody = context.getBean(Anybody.class);
				assertThat(anybody.executor()).isSameAs(context.getBean("applicationTaskExecutor"));
				assertThat(anybody.scheduler().getIfAvailable()).isNull();
			});
	}

	record Anybody(AsyncTaskExecutor executor, ObjectProvider<TaskScheduler> scheduler) {
	}

	private Recurring recurring(Duration pause, Runnable task) {
		return new Recurring(Phase.COUNTER, task, new PeriodicTrigger(pause), this.scheduler);
	}

}
