package dev.visitorboard.web;

import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/// The page that a browser keeps, to show it while it cannot reach the board: `worker.js` does that.
@Controller
class OfflineController {

	@GetMapping(path = "/offline", produces = MediaType.TEXT_HTML_VALUE)
	String page() {
		return "offline";
	}

}
