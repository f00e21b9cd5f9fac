package dev.visitorboard.web;

import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/// A form is what its record's constructor takes. The setters that Spring would try after it take a parameter like
/// `name.x` for a property of the name, and fail.
@ControllerAdvice
class FormBinding {

	@InitBinder
	void byTheConstructorAlone(WebDataBinder binder) {
		binder.setDeclarativeBinding(true);
	}

}
