package dev.visitorboard.startup;

import java.time.Duration;
import java.util.Optional;

import dev.visitorboard.dynamodb.DynamoDbSettings;
import dev.visitorboard.lifecycle.Phase;
import dev.visitorboard.lifecycle.StartupFailureException;
import dev.visitorboard.startup.TableFault.Kind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Tries the table before the web server starts, which also warms the connection. A mistake of the operator's stops the
/// boot with one line; a table that does not answer does not, since a new instance could not mend that: the check goes
/// on in the background, and until it has succeeded once the instance is not ready.
@Component
public class TableCheck implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(TableCheck.class);

	private static final Duration PAUSE = Duration.ofSeconds(1);

	private static final int FIRST_LOOKS = 3;

	private final DynamoDbClient client;

	private final DynamoDbSettings settings;

	private final Region region;

	private volatile boolean succeeded;

	private volatile @Nullable Thread background;

	private volatile boolean running;

	TableCheck(DynamoDbClient client, DynamoDbSettings settings, Region region) {
		this.client = client;
		this.settings = settings;
		this.region = region;
	}

	/// Whether the table has served once. Says nothing about now.
	public boolean hasSucceeded() {
		return this.succeeded;
	}

	@Override
	public void start() {
		Optional<Problem> problem = firstLook();
		if (problem.isPresent()) {
			if (problem.get().kind() != Kind.UNREACHABLE) {
				throw new StartupFailureException(problem.get().line());
			}
			logger.warn("{} This instance is not ready until it does.", problem.get().line());
			this.background = Thread.ofVirtual().name("table-check").start(() -> lookAgain(problem.get().kind()));
		}
		this.running = true;
	}

	/// The first call of a process may take longer than a call may, and then says nothing
	/// of the table.
	private Optional<Problem> firstLook() {
		Optional<Problem> problem = look();
		for (int looks = 1; looks < FIRST_LOOKS && isUnreachable(problem); looks++) {
			problem = look();
		}
		return problem;
	}

	private static boolean isUnreachable(Optional<Problem> problem) {
		return problem.filter((found) -> found.kind() == Kind.UNREACHABLE).isPresent();
	}

	private Optional<Problem> look() {
		TableTrial trial = TableTrial.of(this.client, this.settings.table());
		Optional<Problem> problem = trial.fault()
			.map((fault) -> new Problem(fault.kind(), trial.explain(fault, this.settings, this.region)));
		if (problem.isEmpty()) {
			this.succeeded = true;
		}
		return problem;
	}

	private void lookAgain(Kind first) {
		Kind told = first;
		while (!this.succeeded) {
			try {
				Thread.sleep(PAUSE);
				told = lookOnceMore(told);
			}
			catch (InterruptedException _) {
				Thread.currentThread().interrupt();
				return;
			}
			catch (Throwable ex) {
				logger.error("The table could not be tried; it is tried again.", ex);
			}
		}
	}

	private Kind lookOnceMore(Kind told) {
		Optional<Problem> problem = look();
		if (problem.isEmpty()) {
			logger.info("The table \"{}\" in region {} answers.", this.settings.table(), this.region);
			return told;
		}
		if (problem.get().kind() != told) {
			tell(problem.get());
		}
		return problem.get().kind();
	}

	private static void tell(Problem problem) {
		if (problem.kind() == Kind.UNREACHABLE) {
			logger.warn(problem.line());
		}
		else {
			logger.error("This instance cannot serve. {}", problem.line());
		}
	}

	@Override
	public void stop() {
		this.running = false;
		Thread thread = this.background;
		if (thread != null) {
			thread.interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return Phase.TABLE_CHECK.order();
	}

	private record Problem(Kind kind, String line) {
	}

}
