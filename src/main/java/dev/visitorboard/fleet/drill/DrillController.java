package dev.visitorboard.fleet.drill;

import java.util.List;

import dev.visitorboard.access.InstructorOnly;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The drill on a page of plain forms.
@Controller
@InstructorOnly
@RequestMapping(DrillController.PATH)
class DrillController {

	static final String PATH = "/fleet/drill";

	/// What the form offers, in minutes.
	private static final List<Integer> LENGTHS = List.of(1, 2, 3, 5, 10);

	private final DrillRunner drills;

	DrillController(DrillRunner drills) {
		this.drills = drills;
	}

	@GetMapping(produces = MediaType.TEXT_HTML_VALUE)
	String page(Model model) {
		model.addAttribute("lengths", LENGTHS);
		model.addAttribute("running", this.drills.running().orElse(null));
		return "drill";
	}

	/// Where one runs already the page says so.
	@PostMapping("/start")
	String start(@RequestParam(required = false) @Nullable String intensity,
			@RequestParam(required = false) @Nullable String duration) {
		DrillOrder order = DrillOrder.parse(intensity, duration);
		try {
			this.drills.start(order.intensity(), order.duration());
		}
		catch (DrillRunningException _) {
			return "redirect:" + PATH;
		}
		return "redirect:/fleet";
	}

	@PostMapping("/cancel")
	String cancel() {
		this.drills.cancel();
		return "redirect:/fleet";
	}

}
