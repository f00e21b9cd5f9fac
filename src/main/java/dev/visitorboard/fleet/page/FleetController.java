package dev.visitorboard.fleet.page;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import dev.visitorboard.web.InvalidParameterException;
import dev.visitorboard.web.KeptResource;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.context.request.ServletWebRequest;

/// The fleet as a page.
@Controller
class FleetController implements KeptResource {

	/// Large, or without refreshing itself where no script can do that.
	private static final Set<String> VIEWS = Set.of("projector", "still");

	private final FleetPages pages;

	FleetController(FleetPages pages) {
		this.pages = pages;
	}

	@Override
	public String path() {
		return FleetApiController.PATH;
	}

	@Override
	public boolean isWantedBy(HttpServletRequest request) {
		return KeptResource.wantsHtml(request);
	}

	@Override
	public ResponseEntity<byte[]> answer(ServletWebRequest request, Locale locale) {
		return page(Optional.empty(), locale, request);
	}

	@GetMapping(path = FleetApiController.PATH, produces = MediaType.TEXT_HTML_VALUE)
	ResponseEntity<byte[]> page(@RequestParam Optional<String> view, Locale locale, ServletWebRequest request) {
		if (view.isPresent() && !VIEWS.contains(view.get())) {
			throw new InvalidParameterException("view", "projector, still, or left out");
		}
		return this.pages.page(view.orElse(""), locale).answer(request);
	}

}
