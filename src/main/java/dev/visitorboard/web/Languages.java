package dev.visitorboard.web;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;
import org.springframework.web.util.WebUtils;

/// The languages there are message bundles for, and which one a reader gets: the one that was chosen on a page, or else the
/// best by `Accept-Language`. Without any of them it is the first.
class Languages extends AcceptHeaderLocaleResolver {

	static final String COOKIE = "language";

	/// Arabic with the digits that browsers write in it, so that a number looks the same
	/// whoever writes it.
	static final List<Locale> ALL = Stream.of("en", "de", "es", "fr", "ja", "ar-u-nu-latn")
		.map(Locale::forLanguageTag)
		.toList();

	Languages() {
		setSupportedLocales(ALL);
		setDefaultLocale(ALL.getFirst());
	}

	@Override
	public Locale resolveLocale(HttpServletRequest request) {
		return Optional.ofNullable(WebUtils.getCookie(request, COOKIE))
			.map(Cookie::getValue)
			.flatMap(Languages::find)
			.orElseGet(() -> super.resolveLocale(request));
	}

	/// @param code such as `en`
	static Optional<Locale> find(String code) {
		return ALL.stream().filter((language) -> language.getLanguage().equals(code)).findFirst();
	}

}
