package dev.visitorboard.board.api;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

import dev.visitorboard.board.Board;
import dev.visitorboard.board.Message;
import dev.visitorboard.board.Message.State;
import dev.visitorboard.board.MessageId;
import dev.visitorboard.board.Post;
import dev.visitorboard.board.Slice;
import dev.visitorboard.dynamodb.Reading;
import dev.visitorboard.instance.OneInstance;
import dev.visitorboard.web.PageCache;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;

@Import({ OneInstance.class, PageCache.class })
@WebMvcTest(FeedController.class)
class FeedControllerTest {

	private static final String ATOM = "http://www.w3.org/2005/Atom";

	private static final MessageId NEWER = MessageId.valueOf("01a1fd67-ca00-7000-8000-000000000001");

	private static final MessageId OLDER = MessageId.valueOf("01a1fd67-ca00-7000-8000-000000000000");

	@Autowired
	private MockMvcTester mvc;

	@MockitoBean
	private Board board;

	@Test
	void aFeedHasWhatTheStandardAsksFor() throws Exception {
		show(null, null, message(NEWER, "Hello\nworld", "Ada"), message(OLDER, "Hi", null));
		Element feed = feed("/feed.atom");

		assertThat(feed.getLocalName()).isEqualTo("feed");
		assertThat(text(feed, "id")).isEqualTo("http://localhost/feed.atom");
		assertThat(text(feed, "title")).isEqualTo("Visitor Board");
		assertThat(text(feed, "updated")).isEqualTo("2026-11-21T09:20:00Z");
		assertThat(text(feed, "author")).isEqualTo("Visitor Board");
		assertThat(link(feed, "self")).isEqualTo("http://localhost/feed.atom");

		NodeList entries = feed.getElementsByTagNameNS(ATOM, "entry");
		assertThat(entries.getLength()).isEqualTo(2);
		Element entry = (Element) entries.item(0);
		assertThat(text(entry, "id")).isEqualTo("urn:uuid:" + NEWER);
		assertThat(text(entry, "title")).isEqualTo("Hello");
		assertThat(text(entry, "content")).isEqualTo("Hello\nworld");
		assertThat(text(entry, "author")).isEqualTo("Ada");
		assertThat(OffsetDateTime.parse(text(entry, "updated"))).isEqualTo("2026-11-21T09:20:00Z");
		assertThat(link(entry, "alternate")).isEqualTo("http://localhost/messages/" + NEWER);
		assertThat(text((Element) entries.item(1), "author")).isEqualTo("someone");
	}

	@Test
	void aBoardWithoutMessagesHasAValidFeedToo() throws Exception {
		show(null, null);
		Element feed = feed("/feed.atom");
		assertThat(text(feed, "updated")).isEqualTo("1970-01-01T00:00:00Z");
		assertThat(feed.getElementsByTagNameNS(ATOM, "entry").getLength()).isZero();
	}

	@Test
	void eachDocumentLeadsToTheNextUntilTheEnd() throws Exception {
		show(null, NEWER, message(NEWER, "newer", null));
		show(NEWER, null, message(OLDER, "older", null));
		Element first = feed("/feed.atom");
		String next = link(first, "next");
		assertThat(next).isEqualTo("http://localhost/feed.atom?before=" + NEWER);

		Element last = feed(Objects.requireNonNull(next).replace("http://localhost", ""));
		assertThat(text((Element) last.getElementsByTagNameNS(ATOM, "entry").item(0), "content")).isEqualTo("older");
		assertThat(text(last, "id")).isEqualTo(text(first, "id"));
		assertThat(link(last, "self")).isEqualTo(next);
		assertThat(link(last, "first")).isEqualTo(link(first, "self"));
		assertThat(link(last, "next")).isNull();
	}

	@Test
	void whatVisitorsWriteIsTextAndNothingElse() throws Exception {
		String evil = "</content><script>alert('x')</script> & ]]> \uD83D\uDC4B";
		show(null, null, message(NEWER, evil + "\uFFFE\uFFFF", "<b>&\"</b>"));
		Element entry = (Element) feed("/feed.atom").getElementsByTagNameNS(ATOM, "entry").item(0);
		assertThat(text(entry, "content")).isEqualTo(evil + "\uFFFD\uFFFD");
		assertThat(text(entry, "author")).isEqualTo("<b>&\"</b>");
		assertThat(entry.getElementsByTagNameNS("*", "script").getLength()).isZero();
	}

	@Test
	void aLongMessageHasAShortTitleOfWholeCharacters() throws Exception {
		show(null, null, message(NEWER, "\uD83D\uDC4B".repeat(61), null));
		Element entry = (Element) feed("/feed.atom").getElementsByTagNameNS(ATOM, "entry").item(0);
		assertThat(text(entry, "title")).isEqualTo("\uD83D\uDC4B".repeat(59) + "\u2026");
	}

	@Test
	void anUnchangedFeedIsAnswered304AndAChangedOneIsNot() {
		show(null, null, message(OLDER, "older", null));
		MvcTestResult first = this.mvc.get().uri("/feed.atom").exchange();
		assertThat(first).hasStatusOk()
			.hasHeader("Content-Type", "application/atom+xml")
			.hasHeader("Cache-Control", "no-cache");
		String etag = Objects.requireNonNull(first.getResponse().getHeader("ETag"));
		assertThat(this.mvc.get().uri("/feed.atom").header("If-None-Match", etag)).hasStatus(HttpStatus.NOT_MODIFIED);
		show(null, null, message(NEWER, "newer", null), message(OLDER, "older", null));
		assertThat(this.mvc.get().uri("/feed.atom").header("If-None-Match", etag)).hasStatusOk();
	}

	@Test
	void theFeedOfAnotherHostHasAnotherId() throws Exception {
		show(null, null);
		feed("/feed.atom");
		MvcTestResult other = this.mvc.get().uri("http://board.example/feed.atom").exchange();
		assertThat(other).bodyText().contains("<id>http://board.example/feed.atom</id>");
	}

	private void show(@Nullable MessageId before, @Nullable MessageId next, Message... messages) {
		given(this.board.messagesOrLatest(before, PageCache.FRESH))
			.willReturn(new Reading<>(new Slice(List.of(messages), next), Duration.ZERO));
	}

	private static Message message(MessageId id, String text, @Nullable String name) {
		return new Message(id, new Post(text, name), "i-1", State.SHOWN);
	}

	private Element feed(String address) throws Exception {
		MvcTestResult answer = this.mvc.get().uri(address).exchange();
		assertThat(answer).hasStatusOk();
		String xml = new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
		return DocumentBuilderFactory.newDefaultNSInstance()
			.newDocumentBuilder()
			.parse(new InputSource(new StringReader(xml)))
			.getDocumentElement();
	}

	/// Of a child, not of any element below.
	private static String text(Element parent, String name) {
		return children(parent).filter((child) -> child.getLocalName().equals(name))
			.findFirst()
			.orElseThrow()
			.getTextContent();
	}

	private static @Nullable String link(Element parent, String relation) {
		return children(parent).filter((child) -> child.getLocalName().equals("link"))
			.filter((link) -> link.getAttribute("rel").equals(relation))
			.map((link) -> link.getAttribute("href"))
			.findFirst()
			.orElse(null);
	}

	private static Stream<Element> children(Element parent) {
		NodeList all = parent.getChildNodes();
		return IntStream.range(0, all.getLength())
			.mapToObj(all::item)
			.filter(Element.class::isInstance)
			.map(Element.class::cast);
	}

}
