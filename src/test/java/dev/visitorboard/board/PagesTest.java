package dev.visitorboard.board;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import dev.visitorboard.counter.VisitorCounter;
import dev.visitorboard.dynamodb.Reading;
import dev.visitorboard.dynamodb.StoreUnavailableException;
import dev.visitorboard.fleet.Fleet;
import dev.visitorboard.fleet.FleetStrip;
import dev.visitorboard.instance.Instance;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

class PagesTest {

	private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

	private final Board board = mock(Board.class);

	private final VisitorCounter counter = mock(VisitorCounter.class);

	private final Fleet fleet = mock(Fleet.class);

	private final PageRenderer renderer = mock(PageRenderer.class);

	private final FormTime formTime = mock(FormTime.class);

	private final Pages pages = new Pages(this.board, this.counter, new Instance("i-1", null, null, "", ""), this.fleet,
			this.renderer, this.formTime, new SimpleMeterRegistry());

	@BeforeEach
	void emptyBoard() {
		given(this.fleet.strip()).willReturn(strip("i-1"));
		given(this.formTime.step()).willReturn(NOON);
		given(this.board.sliceOrLatest(null, Pages.FRESH)).willReturn(current(slice()));
		given(this.counter.totalOrLatest(Pages.FRESH)).willReturn(current(0L));
		given(this.renderer.render(any(BoardView.class)))
			.willAnswer((call) -> call.<BoardView>getArgument(0).toString());
	}

	@Test
	void aPageIsRenderedOnceForWhatItShows() {
		KeptPage first = page(Locale.ENGLISH);
		given(this.board.sliceOrLatest(null, Pages.FRESH)).willReturn(current(slice()));
		assertThat(page(Locale.ENGLISH)).isSameAs(first);
		verify(this.renderer, times(1)).render(any(BoardView.class));
	}

	@Test
	void eachLanguageHasItsPage() {
		KeptPage english = page(Locale.ENGLISH);
		KeptPage german = page(Locale.GERMAN);
		assertThat(page(Locale.ENGLISH)).isSameAs(english);
		assertThat(page(Locale.GERMAN)).isSameAs(german);
		assertThat(german.rendered().etag()).isNotEqualTo(english.rendered().etag());
		verify(this.renderer, times(2)).render(any(BoardView.class));
	}

	@Test
	void aNewMessageMakesANewPage() {
		KeptPage before = page(Locale.ENGLISH);
		given(this.board.sliceOrLatest(null, Pages.FRESH)).willReturn(current(slice("hello")));
		assertThat(page(Locale.ENGLISH).rendered().etag()).isNotEqualTo(before.rendered().etag());
	}

	@Test
	void anInstanceThatComesOrGoesMakesANewPage() {
		KeptPage before = page(Locale.ENGLISH);
		given(this.fleet.strip()).willReturn(strip("i-1"));
		assertThat(page(Locale.ENGLISH)).isSameAs(before);
		given(this.fleet.strip()).willReturn(strip("i-1", "i-2"));
		assertThat(page(Locale.ENGLISH).rendered().etag()).isNotEqualTo(before.rendered().etag());
	}

	@Test
	void anotherCountMakesANewPage() {
		KeptPage before = page(Locale.ENGLISH);
		given(this.counter.totalOrLatest(Pages.FRESH)).willReturn(current(1L));
		assertThat(page(Locale.ENGLISH).rendered().etag()).isNotEqualTo(before.rendered().etag());
	}

	@Test
	void aPageIsMadeAnewForTheTimeOfItsForm() {
		KeptPage before = page(Locale.ENGLISH);
		given(this.formTime.step()).willReturn(NOON.plus(FormTime.STEP));
		KeptPage after = page(Locale.ENGLISH);
		assertThat(after).isNotSameAs(before);
		assertThat(page(Locale.ENGLISH)).isSameAs(after);
		verify(this.renderer, times(2)).render(any(BoardView.class));
	}

	@Test
	void aVisitorsOwnPageAsksForMessagesAsOldAsItMayBe() {
		given(this.board.sliceOrLatest(null, Duration.ZERO)).willReturn(current(slice("mine")));
		assertThat(this.pages.newest(Duration.ZERO, Locale.ENGLISH).rows()).extracting(BoardView.Row::text)
			.containsExactly("mine");
	}

	@Test
	void anOutdatedPageSaysHowOldItIsAndIsRenderedOnceInFiveSeconds() {
		KeptPage current = page(Locale.ENGLISH);
		outdate(Duration.ofMillis(11_200));
		KeptPage outdated = page(Locale.ENGLISH);
		assertThat(new String(outdated.rendered().plain(), StandardCharsets.UTF_8))
			.contains("Age[unit=seconds, amount=10]");
		outdate(Duration.ofMillis(14_900));
		assertThat(page(Locale.ENGLISH)).isSameAs(outdated);
		outdate(Duration.ofSeconds(61));
		assertThat(new String(page(Locale.ENGLISH).rendered().plain(), StandardCharsets.UTF_8))
			.contains("Age[unit=minutes, amount=1]");
		given(this.board.sliceOrLatest(null, Pages.FRESH)).willReturn(current(slice()));
		assertThat(page(Locale.ENGLISH).rendered().etag()).isEqualTo(current.rendered().etag());
	}

	@Test
	void aVisitorWhoseTextIsAtStakeGetsAPageWithoutMessagesRatherThanNone() {
		given(this.board.sliceOrLatest(null, Pages.FRESH))
			.willThrow(new StoreUnavailableException(new IllegalStateException()));
		BoardView view = this.pages.newest(Pages.FRESH, Locale.ENGLISH);
		assertThat(view.rows()).isEmpty();
		assertThat(view.count()).isNull();
	}

	@Test
	void messagesAreShownAlsoWhereTheCountCannotBeRead() {
		given(this.board.sliceOrLatest(null, Pages.FRESH)).willReturn(current(slice("hello")));
		given(this.counter.totalOrLatest(Pages.FRESH))
			.willThrow(new StoreUnavailableException(new NumberFormatException()));
		assertThat(page(Locale.ENGLISH).content().slice().messages()).hasSize(1);
		assertThat(page(Locale.ENGLISH).content().count()).isNull();
	}

	private static FleetStrip strip(String... ids) {
		return new FleetStrip(ids.length, List.of(),
				Stream.of(ids).map((id) -> new FleetStrip.Spot(id, "serving", "", id.equals("i-1"))).toList(), 0);
	}

	private void outdate(Duration age) {
		given(this.board.sliceOrLatest(null, Pages.FRESH)).willReturn(new Reading<>(slice(), age));
	}

	private static <T> Reading<T> current(T value) {
		return new Reading<>(value, Duration.ZERO);
	}

	private KeptPage page(Locale locale) {
		return this.pages.page(null, locale);
	}

	private static Slice slice(String... texts) {
		MessageId id = MessageId.lowestAt(Instant.parse("2026-11-21T09:20:00Z"));
		return new Slice(List.of(texts).stream().map((text) -> new Message(id, new Post(text, null), "i-1")).toList(),
				null);
	}

}
