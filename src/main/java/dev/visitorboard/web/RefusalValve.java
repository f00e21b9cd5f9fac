package dev.visitorboard.web;

import java.io.IOException;

import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpHeaders;

/// Answers in our words what other valves refuse, and what Tomcat refuses before anything of ours sees it, such as a NUL
/// in the address.
final class RefusalValve extends ErrorReportValve {

	private static final Logger logger = LoggerFactory.getLogger(RefusalValve.class);

	private final ErrorAnswers answers;

	RefusalValve(ErrorAnswers answers) {
		this.answers = answers;
	}

	@Override
	protected void report(Request request, Response response, Throwable throwable) {
		if (response.getStatus() < 400 || response.isCommitted() || response.getContentWritten() > 0) {
			return;
		}
		if (response.getStatus() == HttpServletResponse.SC_EXPECTATION_FAILED) {
			// Tomcat closes the connection and does not say so.
			response.setHeader(HttpHeaders.CONNECTION, "close");
		}
		try {
			this.answers.write(ErrorAnswers.plainProblem(response.getStatus()), request, response);
			response.finishResponse();
		}
		catch (IOException ex) {
			logger.debug("The client has gone", ex);
		}
	}

}
