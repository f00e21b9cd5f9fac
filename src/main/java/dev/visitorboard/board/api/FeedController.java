package dev.visitorboard.board.api;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.visitorboard.board.Board;
import dev.visitorboard.board.MessageId;
import dev.visitorboard.board.Slice;
import dev.visitorboard.web.PageCache;
import dev.visitorboard.web.Rendered;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/// The messages as an Atom feed, kept as the pages are.
@RestController
class FeedController {

	private final Board board;

	private final PageCache cache;

	FeedController(Board board, PageCache cache) {
		this.board = board;
		this.cache = cache;
	}

	@GetMapping(Feed.PATH)
	ResponseEntity<byte[]> feed(@RequestParam Optional<MessageId> before, ServletWebRequest request) {
		Slice slice = this.board.messagesOrLatest(before.orElse(null), PageCache.FRESH).value();
		String site = ServletUriComponentsBuilder.fromContextPath(request.getRequest()).toUriString();
		Feed feed = new Feed(site, before.orElse(null), slice);
		return this.cache
			.keep(new PageCache.Key(Feed.PATH, List.of(site, before), Locale.ROOT), slice,
					() -> Rendered.of(feed.xml(), MediaType.APPLICATION_ATOM_XML))
			.answer(request);
	}

}
