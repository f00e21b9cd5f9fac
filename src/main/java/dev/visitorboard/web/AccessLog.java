package dev.visitorboard.web;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

import dev.visitorboard.lifecycle.Phase;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Writes the access log beside the requests, which never wait for it: a line that finds too many waiting is dropped and
/// counted. Where the log is for people, its lines go the way of all others.
@Component
final class AccessLog implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(AccessLog.class);

	private static final int MOST_WAITING = 10_000;

	/// As many as are written at once.
	private static final int BATCH = 500;

	private final BlockingQueue<AccessLine> waiting = new ArrayBlockingQueue<>(MOST_WAITING);

	private final JsonMapper json;

	private final String service;

	private final long process = ProcessHandle.current().pid();

	private final boolean forPeople;

	private final Counter dropped;

	private volatile @Nullable Thread writer;

	AccessLog(JsonMapper json, @Value("${spring.application.name}") String service,
			@Value("${logging.structured.format.console:}") String format, MeterRegistry registry) {
		this.json = json;
		this.service = service;
		this.forPeople = format.isEmpty();
		this.dropped = Counter.builder("web.log.dropped")
			.description("Requests that are not in the access log, because too many lines waited")
			.register(registry);
	}

	void add(AccessLine line) {
		if (this.forPeople) {
			logger.info("{}", line.message());
		}
		else if (logger.isInfoEnabled() && !this.waiting.offer(line)) {
			this.dropped.increment();
		}
	}

	@Override
	public void start() {
		Thread beginning = Thread.ofPlatform().daemon().name("access-log").unstarted(this::writeOn);
		this.writer = beginning;
		beginning.start();
	}

	private void writeOn() {
		List<AccessLine> lines = new ArrayList<>(BATCH);
		while (isRunning()) {
			try {
				lines.add(this.waiting.take());
				this.waiting.drainTo(lines, BATCH - 1);
				write(lines);
			}
			catch (InterruptedException _) {
				// It is to stop, which the loop looks at.
			}
			catch (Throwable ex) {
				logger.error("The access log could not write {} lines.", lines.size(), ex);
			}
			lines.clear();
		}
	}

	private void write(List<AccessLine> lines) {
		ByteArrayOutputStream text = new ByteArrayOutputStream(512 * lines.size());
		for (AccessLine line : lines) {
			line.write(this.json, this.service, this.process, text);
			text.write('\n');
		}
		System.out.writeBytes(text.toByteArray());
	}

	/// Writes what still waits.
	@Override
	public void stop() {
		Thread ending = this.writer;
		this.writer = null;
		if (ending == null) {
			return;
		}
		ending.interrupt();
		try {
			ending.join();
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
		List<AccessLine> rest = new ArrayList<>();
		this.waiting.drainTo(rest);
		write(rest);
	}

	@Override
	public boolean isRunning() {
		return this.writer != null;
	}

	@Override
	public int getPhase() {
		return Phase.LOG.order();
	}

}
