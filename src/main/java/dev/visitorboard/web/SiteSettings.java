package dev.visitorboard.web;

import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.springframework.boot.context.properties.ConfigurationProperties;

/// Where this site and its source are.
///
/// @param sourceUrl `SOURCE_URL`, where its source is; empty for no link
/// @param publicUrl `PUBLIC_URL`, where visitors reach it; empty where nobody has said so
@ConfigurationProperties("board.site")
record SiteSettings(String sourceUrl, String publicUrl) {

	/// Without a user, since everybody sees it.
	private static final Pattern ADDRESS = Pattern.compile("(https?://[^\\s/@]+(/[^\\s@]*)?)?");

	SiteSettings {
		if (!Stream.of(sourceUrl, publicUrl).allMatch((url) -> ADDRESS.matcher(url).matches())) {
			throw new IllegalArgumentException(
					"SOURCE_URL and PUBLIC_URL must be addresses such as https://board.example, without a user");
		}
	}

}
