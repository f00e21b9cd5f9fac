package dev.visitorboard.startup;

import java.time.Duration;

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
		TableTrial trial = look();
		// The first call of a process may take longer than a call may, and then says
		// nothing of the table.
		for (int looks = 1; looks < FIRST_LOOKS && kind(trial) == Kind.UNREACHABLE; looks++) {
			trial = look();
		}
		if (kind(trial) == Kind.UNREACHABLE) {
			logger.warn("{} This instance is not ready until it does.", line(trial));
			this.background = Thread.ofVirtual().name("table-check").start(this::lookAgain);
		}
		else if (trial.fault().isPresent()) {
			throw new StartupFailureException(line(trial));
		}
		this.running = true;
	}

	private void lookAgain() {
		Kind told = Kind.UNREACHABLE;
		while (!this.succeeded) {
			try {
				Thread.sleep(PAUSE);
				TableTrial trial = look();
				if (this.succeeded) {
					logger.info("The table \"{}\" in region {} answers.", this.settings.table(), this.region);
				}
				else if (kind(trial) != told) {
					told = kind(trial);
					tell(trial);
				}
			}
			catch (InterruptedException _) {
				return;
			}
			catch (Throwable ex) {
				logger.error("The table could not be tried; it is tried again.", ex);
			}
		}
	}

	private TableTrial look() {
		TableTrial trial = TableTrial.of(this.client, this.settings, this.region);
		if (trial.fault().isEmpty()) {
			this.succeeded = true;
		}
		return trial;
	}

	private static void tell(TableTrial trial) {
		if (kind(trial) == Kind.UNREACHABLE) {
			logger.warn(line(trial));
		}
		else {
			logger.error("This instance cannot serve. {}", line(trial));
		}
	}

	private static @Nullable Kind kind(TableTrial trial) {
		return trial.fault().map(TableFault::kind).orElse(null);
	}

	private static String line(TableTrial trial) {
		return trial.fault().map(trial::explain).orElse("");
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

}
