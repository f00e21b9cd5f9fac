package dev.visitorboard.fleet;

import java.net.URI;
import java.util.Locale;

import dev.visitorboard.access.ConditionalOnInstructor;
import dev.visitorboard.access.Entrance;
import dev.visitorboard.access.InstructorPage;
import dev.visitorboard.web.HtmlPage;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The drill on a page of plain forms, for instructors who have signed in.
@Controller
@ConditionalOnInstructor
@RequestMapping(DrillController.PATH)
class DrillController {

	static final String PATH = "/fleet/drill";

	private static final InstructorPage PAGE = new InstructorPage("drill", PATH, PATH + "/sign-in");

	private final Entrance entrance;

	private final Drills drills;

	private final FleetPageRenderer renderer;

	DrillController(Entrance entrance, Drills drills, FleetPageRenderer renderer) {
		this.entrance = entrance;
		this.drills = drills;
		this.renderer = renderer;
	}

	@GetMapping(produces = MediaType.TEXT_HTML_VALUE)
	ResponseEntity<byte[]> page(HttpServletRequest request, Locale locale) {
		if (!this.entrance.isOpenTo(request)) {
			return this.entrance.ask(PAGE, locale);
		}
		return HtmlPage.forOneVisitor(ResponseEntity.ok(), this.renderer.render(this.drills.running(), locale), locale);
	}

	@PostMapping("/sign-in")
	ResponseEntity<byte[]> signIn(@RequestParam(defaultValue = "") String token, HttpServletRequest request,
			Locale locale) {
		return this.entrance.enter(PAGE, token, request, locale);
	}

	/// Where one runs already the page says so.
	@PostMapping("/start")
	ResponseEntity<byte[]> start(@RequestParam(required = false) @Nullable String intensity,
			@RequestParam(required = false) @Nullable String duration, HttpServletRequest request, Locale locale) {
		if (!this.entrance.isOpenTo(request)) {
			return this.entrance.refuse(PAGE, locale);
		}
		DrillOrder order = DrillOrder.parse(intensity, duration);
		try {
			this.drills.start(order.intensity(), order.duration());
		}
		catch (DrillRunningException _) {
			return seeOther(PATH);
		}
		return seeOther("/fleet");
	}

	@PostMapping("/cancel")
	ResponseEntity<byte[]> cancel(HttpServletRequest request, Locale locale) {
		if (!this.entrance.isOpenTo(request)) {
			return this.entrance.refuse(PAGE, locale);
		}
		this.drills.cancel();
		return seeOther("/fleet");
	}

	private static ResponseEntity<byte[]> seeOther(String address) {
		return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(address)).build();
	}

}
