package dev.visitorboard.web;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.accept.ContentNegotiationStrategy;

/// What form of an answer a client prefers, by its `Accept` header (RFC 9110, section 12.5.1).
public final class Accept {

	private Accept() {
	}

	/// Whether a client prefers HTML to JSON. One that takes anything is a program.
	public static boolean prefersHtml(HttpServletRequest request) {
		return best(request, MediaType.APPLICATION_JSON, MediaType.TEXT_HTML).filter(MediaType.TEXT_HTML::equals)
			.isPresent();
	}

	/// The offered type that a client likes best, the first of those it likes alike; none
	/// where it takes none of them.
	public static Optional<MediaType> best(HttpServletRequest request, MediaType... offered) {
		List<MediaType> ranges = ranges(request);
		return Stream.of(offered)
			.filter((type) -> quality(type, ranges) > 0)
			// The sort is stable.
			.sorted(Comparator.comparingDouble((MediaType type) -> -quality(type, ranges)))
			.findFirst();
	}

	/// What the framework chooses by, which takes no notice of a quality of zero.
	static List<MediaType> wanted(HttpServletRequest request) {
		List<MediaType> ranges = ranges(request);
		if (ranges.isEmpty()) {
			return ContentNegotiationStrategy.MEDIA_TYPE_ALL_LIST;
		}
		List<MediaType> wanted = new ArrayList<>(ranges);
		wanted.removeIf((range) -> range.getQualityValue() == 0);
		MimeTypeUtils.sortBySpecificity(wanted);
		return wanted;
	}

	/// Of the ranges that a type is in, the most specific says how much it is wanted.
	private static double quality(MediaType type, List<MediaType> ranges) {
		return ranges.stream()
			.filter((range) -> range.includes(type))
			.max(Comparator.comparingInt(Accept::specificity).thenComparingDouble(MediaType::getQualityValue))
			.map(MediaType::getQualityValue)
			.orElse(ranges.isEmpty() ? 1.0 : 0.0);
	}

	private static int specificity(MediaType range) {
		if (range.isWildcardType()) {
			return 0;
		}
		return range.isWildcardSubtype() ? 1 : 2;
	}

	private static List<MediaType> ranges(HttpServletRequest request) {
		return MediaType.parseMediaTypes(Collections.list(request.getHeaders(HttpHeaders.ACCEPT)));
	}

}
