package dev.visitorboard.web;

import java.io.IOException;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.web.servlet.LocaleResolver;

/// Answers, in our words, what Tomcat itself refuses before anything of ours sees it, such as a NUL in the address.
final class RefusalValve extends ErrorReportValve {

	private static final Logger logger = LoggerFactory.getLogger(RefusalValve.class);

	private final ErrorAnswers answers;

	private final LocaleResolver locales;

	RefusalValve(ErrorAnswers answers, LocaleResolver locales) {
		this.answers = answers;
		this.locales = locales;
	}

	@Override
	protected void report(Request request, Response response, Throwable throwable) {
		// Whatever was written or is no error is left alone, as the class above has it.
		if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
			return;
		}
		try {
			this.answers.write(ErrorAnswers.plainProblem(response.getStatus()), request, response,
					this.locales.resolveLocale(request));
			response.finishResponse();
		}
		catch (IOException ex) {
			logger.debug("The client has gone", ex);
		}
	}

}
