package dev.visitorboard.web;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import dev.visitorboard.testing.Patience;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.thymeleaf.TemplateEngine;

import static org.assertj.core.api.Assertions.assertThat;

class PageCacheTest {

	private static final PageCache.Key KEY = new PageCache.Key("page", null, Locale.ENGLISH);

	private final AtomicLong nanos = new AtomicLong();

	private final PageCache cache = new PageCache(new TemplateEngine(), this.nanos::get);

	private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

	private final CountDownLatch begun = new CountDownLatch(1);

	private final CountDownLatch end = new CountDownLatch(1);

	@AfterEach
	void endCallers() {
		this.end.countDown();
		this.callers.shutdownNow();
	}

	@Test
	void manyReadersShareOneRendering() {
		AtomicInteger renderings = new AtomicInteger();
		List<CompletableFuture<Rendered>> readers = Stream
			.generate(() -> CompletableFuture.supplyAsync(() -> this.cache.keep(KEY, "content", () -> {
				renderings.incrementAndGet();
				return slowly("page");
			}), this.callers))
			.limit(64)
			.toList();
		this.end.countDown();
		assertThat(readers.stream().map(CompletableFuture::join).distinct()).hasSize(1);
		assertThat(renderings).hasValue(1);
	}

	@Test
	void whileOneRendersTheOthersGetTheLastPage() throws InterruptedException {
		Rendered old = this.cache.keep(KEY, "old", () -> Rendered.text("old"));
		pass(10);
		CompletableFuture<Rendered> first = renderNew();
		pass(90);
		assertThat(this.cache.keep(KEY, "new", () -> slowly("twice"))).isSameAs(old);
		this.end.countDown();
		Rendered made = first.join();
		assertThat(made).isNotSameAs(old);
		assertThat(this.cache.keep(KEY, "new", () -> slowly("twice"))).isSameAs(made);
	}

	@Test
	void aPageThatWasCurrentLongAgoIsNoStandIn() throws InterruptedException {
		this.cache.keep(KEY, "old", () -> Rendered.text("old"));
		pass(10);
		CompletableFuture<Rendered> first = renderNew();
		pass(91);
		CompletableFuture<Rendered> second = CompletableFuture
			.supplyAsync(() -> this.cache.keep(KEY, "new", () -> slowly("twice")), this.callers);
		this.end.countDown();
		assertThat(second).succeedsWithin(Patience.LONGEST).isSameAs(first.join());
	}

	@Test
	void whatCannotBeRenderedIsTriedAgain() {
		this.cache.keep(KEY, "old", () -> Rendered.text("old"));
		assertThat(CompletableFuture.supplyAsync(() -> this.cache.keep(KEY, "new", () -> {
			throw new IllegalStateException("made up for a test");
		}), this.callers)).failsWithin(Patience.LONGEST);
		Rendered made = Rendered.text("new");
		assertThat(this.cache.keep(KEY, "new", () -> made)).isSameAs(made);
	}

	private CompletableFuture<Rendered> renderNew() throws InterruptedException {
		CompletableFuture<Rendered> first = CompletableFuture
			.supplyAsync(() -> this.cache.keep(KEY, "new", () -> slowly("new")), this.callers);
		this.begun.await();
		return first;
	}

	private Rendered slowly(String text) {
		this.begun.countDown();
		try {
			this.end.await();
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
		return Rendered.text(text);
	}

	private void pass(long millis) {
		this.nanos.addAndGet(millis * 1_000_000);
	}

}
