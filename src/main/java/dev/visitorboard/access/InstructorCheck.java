package dev.visitorboard.access;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndViewDefiningException;
import org.springframework.web.util.WebUtils;

/// Lets only instructors through to an [InstructorOnly] controller. Programs send the token with each request. Browsers
/// have a session, and get the sign-in page where they have none.
@Component
@ConditionalOnInstructor
class InstructorCheck implements HandlerInterceptor {

	private final Instructor instructor;

	private final InstructorSessions sessions;

	InstructorCheck(Instructor instructor, InstructorSessions sessions) {
		this.instructor = instructor;
		this.sessions = sessions;
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
			throws ModelAndViewDefiningException {
		if (handler instanceof HandlerMethod method && isGuarded(method)) {
			if (AnnotatedElementUtils.hasAnnotation(method.getBeanType(), ResponseBody.class)) {
				this.instructor.requireBearer(request.getHeader(HttpHeaders.AUTHORIZATION), request.getRemoteAddr());
			}
			else {
				requireSession(request, response);
			}
		}
		return true;
	}

	static boolean isGuarded(HandlerMethod method) {
		return AnnotatedElementUtils.hasAnnotation(method.getBeanType(), InstructorOnly.class);
	}

	private void requireSession(HttpServletRequest request, HttpServletResponse response)
			throws ModelAndViewDefiningException {
		Cookie session = WebUtils.getCookie(request, InstructorSessions.COOKIE);
		if (this.sessions.holds((session != null) ? session.getValue() : null)) {
			return;
		}
		SignInPage page = SignInPage.of(request.getServletPath());
		if (HttpMethod.GET.matches(request.getMethod()) || HttpMethod.HEAD.matches(request.getMethod())) {
			throw new ModelAndViewDefiningException(page.first());
		}
		response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
		throw new ModelAndViewDefiningException(page.again("moderation.refused.ended", HttpStatus.UNAUTHORIZED));
	}

}
