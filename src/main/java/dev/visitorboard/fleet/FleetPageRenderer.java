package dev.visitorboard.fleet;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

import org.springframework.stereotype.Component;

/// Makes the HTML of a drill. The name of the template is fixed here and never comes from a request.
@Component
class FleetPageRenderer {

	/// In minutes, for the form.
	private static final List<Integer> LENGTHS = List.of(1, 2, 3, 5, 10);

	private final ITemplateEngine templates;

	FleetPageRenderer(ITemplateEngine templates) {
		this.templates = templates;
	}

	/// The form that starts a drill, or ends the one that runs.
	String render(Optional<Drills.Running> drill, Locale locale) {
		Map<String, Object> variables = new HashMap<>(Map.of("lengths", LENGTHS));
		drill.ifPresent((running) -> variables.put("running", running));
		return this.templates.process("drill", new Context(locale, variables));
	}

}
