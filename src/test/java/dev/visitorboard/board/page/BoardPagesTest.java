package dev.visitorboard.board.page;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.visitorboard.board.Board;
import dev.visitorboard.board.Message;
import dev.visitorboard.board.Message.State;
import dev.visitorboard.board.MessageId;
import dev.visitorboard.board.Post;
import dev.visitorboard.board.Slice;
import dev.visitorboard.counter.Interval;
import dev.visitorboard.counter.RecentVisits;
import dev.visitorboard.counter.VisitorCounter;
import dev.visitorboard.dynamodb.Reading;
import dev.visitorboard.dynamodb.StoreUnavailableException;
import dev.visitorboard.fleet.Fleet;
import dev.visitorboard.fleet.FleetStrip;
import dev.visitorboard.instance.Instance;
import dev.visitorboard.web.PageCache;
import dev.visitorboard.web.Rendered;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.IContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

class BoardPagesTest {

	private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

	private final Board board = mock(Board.class);

	private final VisitorCounter counter = mock(VisitorCounter.class);

	private final RecentVisits visits = mock(RecentVisits.class);

	private final Fleet fleet = mock(Fleet.class);

	private final ITemplateEngine templates = mock(ITemplateEngine.class);

	private final FormTime formTime = mock(FormTime.class);

	private final BoardPages pages = new BoardPages(this.board, this.counter, this.visits,
			new Instance("i-1", null, null, "", ""), this.fleet, this.formTime,
			new PageCache(this.templates, System::nanoTime), new SimpleMeterRegistry());

	@BeforeEach
	void emptyBoard() {
		given(this.fleet.strip()).willReturn(strip("i-1"));
		given(this.formTime.step()).willReturn(NOON);
		given(this.formTime.field()).willReturn("");
		given(this.board.messagesOrLatest(null, BoardPages.FRESH)).willReturn(current(slice()));
		given(this.counter.totalOrLatest(BoardPages.FRESH)).willReturn(current(0L));
		given(this.visits.byHour(anyLong())).willReturn(current(hours(7, 0)));
		given(this.templates.process(eq("board"), any(IContext.class))).willAnswer((call) -> {
			IContext context = call.getArgument(1);
			return context.getLocale() + " " + context.getVariable("board");
		});
	}

	@Test
	void aPageIsRenderedOnceForWhatItShows() {
		Rendered first = page(Locale.ENGLISH);
		given(this.board.messagesOrLatest(null, BoardPages.FRESH)).willReturn(current(slice()));
		assertThat(page(Locale.ENGLISH)).isSameAs(first);
		assertRendered(1);
	}

	@Test
	void eachLanguageHasItsPage() {
		Rendered english = page(Locale.ENGLISH);
		Rendered german = page(Locale.GERMAN);
		assertThat(page(Locale.ENGLISH)).isSameAs(english);
		assertThat(page(Locale.GERMAN)).isSameAs(german);
		assertThat(german.etag()).isNotEqualTo(english.etag());
		assertRendered(2);
	}

	@Test
	void aNewMessageMakesANewPage() {
		Rendered before = page(Locale.ENGLISH);
		given(this.board.messagesOrLatest(null, BoardPages.FRESH)).willReturn(current(slice("hello")));
		assertThat(page(Locale.ENGLISH).etag()).isNotEqualTo(before.etag());
	}

	@Test
	void anInstanceThatComesOrGoesMakesANewPage() {
		Rendered before = page(Locale.ENGLISH);
		given(this.fleet.strip()).willReturn(strip("i-1"));
		assertThat(page(Locale.ENGLISH)).isSameAs(before);
		given(this.fleet.strip()).willReturn(strip("i-1", "i-2"));
		assertThat(page(Locale.ENGLISH).etag()).isNotEqualTo(before.etag());
	}

	@Test
	void anotherCountMakesANewPage() {
		Rendered before = page(Locale.ENGLISH);
		given(this.counter.totalOrLatest(BoardPages.FRESH)).willReturn(current(1L));
		assertThat(page(Locale.ENGLISH).etag()).isNotEqualTo(before.etag());
	}

	@Test
	void aPageIsMadeAnewForTheTimeOfItsForm() {
		Rendered before = page(Locale.ENGLISH);
		given(this.formTime.step()).willReturn(NOON.plus(FormTime.STEP));
		Rendered after = page(Locale.ENGLISH);
		assertThat(after).isNotSameAs(before);
		assertThat(page(Locale.ENGLISH)).isSameAs(after);
		assertRendered(2);
	}

	@Test
	void aVisitorsOwnPageAsksForMessagesAsOldAsItMayBe() {
		given(this.board.messagesOrLatest(null, Duration.ZERO)).willReturn(current(slice("mine")));
		assertThat(this.pages.newest(Duration.ZERO).slice().messages()).extracting(Message::text)
			.containsExactly("mine");
	}

	@Test
	void anOutdatedPageSaysItsAgeInStepsOfFiveSeconds() {
		Rendered current = page(Locale.ENGLISH);
		outdate(Duration.ofMillis(11_200));
		Rendered outdated = page(Locale.ENGLISH);
		assertThat(text(outdated)).contains("Age[unit=seconds, amount=10]");
		outdate(Duration.ofMillis(14_900));
		assertThat(page(Locale.ENGLISH)).isSameAs(outdated);
		outdate(Duration.ofSeconds(61));
		assertThat(text(page(Locale.ENGLISH))).contains("Age[unit=minutes, amount=1]");
		given(this.board.messagesOrLatest(null, BoardPages.FRESH)).willReturn(current(slice()));
		assertThat(page(Locale.ENGLISH).etag()).isEqualTo(current.etag());
	}

	@Test
	void aTextAtStakeIsWorthAPageWithoutMessages() {
		given(this.board.messagesOrLatest(null, BoardPages.FRESH))
			.willThrow(new StoreUnavailableException(new IllegalStateException()));
		BoardSnapshot snapshot = this.pages.newest(BoardPages.FRESH);
		assertThat(snapshot.slice().messages()).isEmpty();
		assertThat(snapshot.count()).isNull();
	}

	@Test
	void messagesAreShownAlsoWhereTheCountCannotBeRead() {
		given(this.board.messagesOrLatest(null, BoardPages.FRESH)).willReturn(current(slice("hello")));
		given(this.counter.totalOrLatest(BoardPages.FRESH))
			.willThrow(new StoreUnavailableException(new NumberFormatException()));
		assertThat(text(page(Locale.ENGLISH))).contains("text=hello", "count=null");
	}

	@Test
	void theLast24HoursAreDrawnAndTheRestIsNot() {
		assertThat(text(page(Locale.ENGLISH))).contains("visits=Bars[past=, present=, width=95, highest=0]");
		given(this.counter.totalOrLatest(BoardPages.FRESH)).willReturn(current(3L));
		given(this.visits.byHour(anyLong())).willReturn(current(hours(0, 3)));
		given(this.counter.totalOrLatest(BoardPages.FRESH)).willReturn(current(3L));
		assertThat(text(page(Locale.ENGLISH))).contains("present=M92 40v-40.0h3V40", "highest=3");
	}

	@Test
	void aPageIsShownAlsoWhereItsDrawingCannotBeMade() {
		given(this.visits.byHour(anyLong())).willThrow(new StoreUnavailableException(new IllegalStateException()));
		assertThat(text(page(Locale.ENGLISH))).contains("count=0, visits=null");
	}

	/// @param first visits of the first hour, which is long ago
	private static List<Interval> hours(long first, long last) {
		return IntStream.range(0, RecentVisits.HOURS)
			.mapToObj((hour) -> new Interval(NOON.plus(hour, ChronoUnit.HOURS), NOON.plus(hour + 1L, ChronoUnit.HOURS),
					(hour == 0) ? first : (hour == RecentVisits.HOURS - 1) ? last : 0))
			.toList();
	}

	private void assertRendered(int times) {
		verify(this.templates, times(times)).process(eq("board"), any(IContext.class));
	}

	private static String text(Rendered page) {
		return new String(Objects.requireNonNull(page.plain().getBody()), StandardCharsets.UTF_8);
	}

	private static FleetStrip strip(String... ids) {
		return new FleetStrip(ids.length, List.of(),
				Stream.of(ids).map((id) -> new FleetStrip.Spot(id, "serving", "", id.equals("i-1"))).toList(), 0);
	}

	private void outdate(Duration age) {
		given(this.board.messagesOrLatest(null, BoardPages.FRESH)).willReturn(new Reading<>(slice(), age));
	}

	private static <T> Reading<T> current(T value) {
		return new Reading<>(value, Duration.ZERO);
	}

	private Rendered page(Locale locale) {
		return this.pages.page(null, locale);
	}

	private static Slice slice(String... texts) {
		MessageId id = MessageId.valueOf("01a1fd94-81c6-7d36-a884-90e964419e24");
		return new Slice(
				Stream.of(texts).map((text) -> new Message(id, new Post(text, null), "i-1", State.SHOWN)).toList(),
				null);
	}

}
