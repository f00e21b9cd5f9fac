package dev.visitorboard.web;

import java.io.IOException;
import java.util.Locale;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.webmvc.error.ErrorAttributes;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Controller;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/// Where every error of a request ends up that was not answered on the spot.
@Controller
class ErrorReasons implements ErrorController {

	private final ErrorAttributes errors;

	private final ErrorAnswers answers;

	private final MessageSource messages;

	ErrorReasons(ErrorAttributes errors, ErrorAnswers answers, MessageSource messages) {
		this.errors = errors;
		this.answers = answers;
		this.messages = messages;
	}

	@RequestMapping("${spring.web.error.path:/error}")
	void error(HttpServletRequest request, HttpServletResponse response, Locale locale) throws IOException {
		this.answers.write(problem(request, locale), request, response);
	}

	private ProblemDetail problem(HttpServletRequest request, Locale locale) {
		Throwable error = this.errors.getError(new ServletWebRequest(request));
		if (error instanceof NoResourceFoundException) {
			return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, "There is nothing at this address.");
		}
		// The type of a parameter says itself what is wrong with a value. Spring wraps
		// that.
		if (error instanceof MethodArgumentTypeMismatchException mismatch
				&& mismatch.getRootCause() instanceof InvalidParameterException invalid) {
			return invalid.updateAndGetBody(this.messages, locale);
		}
		if (error instanceof ErrorResponse response) {
			return response.updateAndGetBody(this.messages, locale);
		}
		// A request for the address of this method is no error, and finds nothing.
		return ErrorAnswers
			.plainProblem((request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status) ? status
					: HttpStatus.NOT_FOUND.value());
	}

}
