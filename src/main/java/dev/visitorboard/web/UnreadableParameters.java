package dev.visitorboard.web;

import java.io.IOException;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/// Parameters that Tomcat cannot decode or that are too many or too large. Left alone it would log each as an error,
/// with the text that was sent.
@ControllerAdvice
class UnreadableParameters {

	@ExceptionHandler
	void refuse(org.apache.tomcat.util.http.InvalidParameterException unreadable, HttpServletResponse response)
			throws IOException {
		response.sendError(unreadable.getErrorCode());
	}

}
