package dev.visitorboard.access;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.HandlerInterceptor;

/// Refuses what another site makes a visitor's browser send. Browsers say where a request comes from; programs such as
/// curl say nothing and are let through, since they act for nobody but themselves. Controllers and handlers with
/// [CrossOrigin] are open to other sites, and left to the browser and CORS.
final class OriginCheck implements HandlerInterceptor {

	private static final Set<String> SAFE = Set.of(HttpMethod.GET.name(), HttpMethod.HEAD.name(),
			HttpMethod.OPTIONS.name(), HttpMethod.TRACE.name());

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		if (!SAFE.contains(request.getMethod()) && !isOpenToAll(handler) && !isOwn(request)) {
			throw new ResponseStatusException(HttpStatus.FORBIDDEN,
					"This request comes from a page of another site, which may not change anything here.");
		}
		return true;
	}

	private static boolean isOpenToAll(Object handler) {
		return handler instanceof HandlerMethod method && (method.hasMethodAnnotation(CrossOrigin.class)
				|| AnnotatedElementUtils.hasAnnotation(method.getBeanType(), CrossOrigin.class));
	}

	private static boolean isOwn(HttpServletRequest request) {
		String site = request.getHeader("Sec-Fetch-Site");
		if (site != null) {
			return site.equals("same-origin") || site.equals("none");
		}
		String origin = request.getHeader(HttpHeaders.ORIGIN);
		return origin == null || isHost(origin, request.getHeader(HttpHeaders.HOST));
	}

	/// Its scheme says nothing here, since the load balancer may have ended TLS.
	private static boolean isHost(String origin, @Nullable String host) {
		try {
			String authority = new URI(origin).getAuthority();
			return authority != null && host != null
					&& authority.toLowerCase(Locale.ROOT).equals(host.toLowerCase(Locale.ROOT));
		}
		catch (URISyntaxException _) {
			return false;
		}
	}

}
