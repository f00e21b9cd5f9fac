package dev.visitorboard.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/// The choice of a language. A form and no link, since reading changes nothing.
@Controller
class LanguageController {

	private static final Duration KEPT = Duration.ofDays(365);

	/// Pages have two names at most; longer paths are those that forms are sent to.
	private static final Pattern PAGE = Pattern.compile("/|(/[^/]+){1,2}");

	@PostMapping("/language")
	ResponseEntity<Void> choose(@RequestParam(defaultValue = "") String language,
			@RequestHeader(HttpHeaders.REFERER) Optional<String> from, HttpServletRequest request) {
		Locale chosen = Languages.find(language)
			.orElseThrow(() -> new InvalidParameterException("language",
					Languages.ALL.stream().map(Locale::getLanguage).collect(Collectors.joining(", ", "one of ", ""))));
		ResponseCookie cookie = ResponseCookie.from(Languages.COOKIE, chosen.getLanguage())
			.path("/")
			.maxAge(KEPT)
			.sameSite("Lax")
			.httpOnly(true)
			.secure(request.isSecure())
			.build();
		return ResponseEntity.status(HttpStatus.SEE_OTHER)
			.header(HttpHeaders.SET_COOKIE, cookie.toString())
			.header(HttpHeaders.LOCATION, from.map(LanguageController::page).orElse("/"))
			.build();
	}

	/// The address on this site alone, whatever site the reader came from.
	private static String page(String referer) {
		try {
			URI page = new URI(referer);
			String path = page.getRawPath();
			if (path == null || !PAGE.matcher(path).matches()) {
				return "/";
			}
			return (page.getRawQuery() != null) ? path + "?" + page.getRawQuery() : path;
		}
		catch (URISyntaxException _) {
			return "/";
		}
	}

}
