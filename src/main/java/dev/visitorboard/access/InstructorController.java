package dev.visitorboard.access;

import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/// The instructor's home, which leads to all that an instructor may do.
@Controller
@InstructorOnly
class InstructorController {

	static final String PATH = "/instructor";

	@GetMapping(path = PATH, produces = MediaType.TEXT_HTML_VALUE)
	String home() {
		return "instructor";
	}

}
