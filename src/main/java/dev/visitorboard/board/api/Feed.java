package dev.visitorboard.board.api;

import java.io.StringWriter;
import java.time.Instant;
import java.util.Objects;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

import dev.visitorboard.board.Message;
import dev.visitorboard.board.MessageId;
import dev.visitorboard.board.Slice;
import org.jspecify.annotations.Nullable;

/// One document of the Atom feed (RFC 4287); older messages are in the next ones (RFC 5005, section 3).
///
/// @param site where the board is, such as `https://board.example`; the feed's id must be a whole address
/// @param before the document's place in the feed; null for the newest messages
record Feed(String site, @Nullable MessageId before, Slice slice) {

	static final String PATH = "/feed.atom";

	private static final int LONGEST_TITLE = 60;

	String xml() {
		StringWriter xml = new StringWriter();
		try {
			XMLStreamWriter writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(xml);
			writer.writeStartDocument("utf-8", "1.0");
			write(writer);
			writer.writeEndDocument();
			writer.close();
		}
		catch (XMLStreamException ex) {
			throw new IllegalStateException(ex);
		}
		return xml.toString();
	}

	private void write(XMLStreamWriter xml) throws XMLStreamException {
		String first = this.site + PATH;
		xml.writeStartElement("feed");
		xml.writeDefaultNamespace("http://www.w3.org/2005/Atom");
		text(xml, "id", first);
		text(xml, "title", "Visitor Board");
		text(xml, "updated", updated().toString());
		author(xml, "Visitor Board");
		link(xml, "self", address(this.before));
		link(xml, "first", first);
		link(xml, "alternate", this.site + "/");
		if (this.slice.next() != null) {
			link(xml, "next", address(this.slice.next()));
		}
		for (Message message : this.slice.messages()) {
			entry(xml, message);
		}
		xml.writeEndElement();
	}

	private void entry(XMLStreamWriter xml, Message message) throws XMLStreamException {
		xml.writeStartElement("entry");
		text(xml, "id", "urn:uuid:" + message.id());
		text(xml, "title", title(message.text()));
		text(xml, "updated", message.postedAt().toString());
		text(xml, "published", message.postedAt().toString());
		author(xml, Objects.requireNonNullElse(message.name(), "someone"));
		link(xml, "alternate", this.site + "/messages/" + message.id());
		text(xml, "content", message.text());
		xml.writeEndElement();
	}

	/// A board without messages has not changed since any time.
	private Instant updated() {
		return this.slice.messages().isEmpty() ? Instant.EPOCH : this.slice.messages().getFirst().postedAt();
	}

	private String address(@Nullable MessageId place) {
		return this.site + PATH + ((place != null) ? "?before=" + place : "");
	}

	/// The first line, or its beginning.
	private static String title(String message) {
		String line = message.lines().findFirst().orElse("");
		return (line.codePointCount(0, line.length()) <= LONGEST_TITLE) ? line
				: line.substring(0, line.offsetByCodePoints(0, LONGEST_TITLE - 1)) + "\u2026";
	}

	private static void author(XMLStreamWriter xml, String name) throws XMLStreamException {
		xml.writeStartElement("author");
		text(xml, "name", name);
		xml.writeEndElement();
	}

	private static void link(XMLStreamWriter xml, String relation, String address) throws XMLStreamException {
		xml.writeEmptyElement("link");
		xml.writeAttribute("rel", relation);
		xml.writeAttribute("href", address);
	}

	/// The writer escapes markup. The two characters that a message can have and XML
	/// cannot are replaced.
	private static void text(XMLStreamWriter xml, String element, String text) throws XMLStreamException {
		xml.writeStartElement(element);
		xml.writeCharacters(text.replaceAll("[\uFFFE\uFFFF]", "\uFFFD"));
		xml.writeEndElement();
	}

}
