package dev.visitorboard.fleet.page;

import java.util.Map;

import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

import org.springframework.stereotype.Component;

/// Makes the fleet's HTML. The name of the template is fixed here and never comes from a request.
@Component
class FleetPageRenderer {

	private final ITemplateEngine templates;

	FleetPageRenderer(ITemplateEngine templates) {
		this.templates = templates;
	}

	String render(FleetView view) {
		return this.templates.process("fleet", new Context(view.locale(), Map.of("view", view, "live", "fleet")));
	}

}
