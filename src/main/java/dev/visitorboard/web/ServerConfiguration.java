package dev.visitorboard.web;

import java.util.ArrayList;
import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.Pipeline;
import org.apache.catalina.Valve;
import org.apache.tomcat.util.http.InvalidParameterException;

import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.servlet.LocaleResolver;

/// What stands around every request: first Tomcat's valves, then the filters in their order, before those of Spring
/// Boot.
@Configuration(proxyBeanMethods = false)
class ServerConfiguration {

	@Bean
	WebServerFactoryCustomizer<TomcatWebServerFactory> valves(WebSettings settings, ResponseHeaders headers,
			ErrorAnswers answers, LocaleResolver localeResolver) {
		return (factory) -> {
			List<Valve> valves = new ArrayList<>();
			valves.add(new TrustedHopValve(settings.forwardedHops(), settings.alwaysHttps()));
			// Among them Tomcat's for the forwarded headers.
			valves.addAll(factory.getEngineValves());
			valves.add(new RequestValve(headers));
			factory.setEngineValves(valves);
			// The innermost but one, since the first that writes has written.
			factory.addContextCustomizers((context) -> {
				Pipeline host = context.getParent().getPipeline();
				host.addValve(new RefusalValve(answers, localeResolver));
				host.addValve(new BodyValve(Math.toIntExact(settings.maxBody().toBytes()), settings.bodyTime()));
			});
		};
	}

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	Filter routeKeeper() {
		return (request, response, chain) -> {
			try {
				chain.doFilter(request, response);
			}
			finally {
				Route.keep(request);
			}
		};
	}

	/// Refuses parameters that Tomcat cannot decode or that are too many. Whatever else
	/// met them first would log an
	/// error, with the text that was sent.
	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE + 1)
	Filter unreadableParameters() {
		return (request, response, chain) -> {
			try {
				request.getParameterMap();
			}
			catch (InvalidParameterException ex) {
				((HttpServletResponse) response).sendError(ex.getErrorCode());
				return;
			}
			chain.doFilter(request, response);
		};
	}

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE + 2)
	LoadSheddingFilter loadSheddingFilter(RequestSlots slots, RequestMeter meter, ErrorAnswers answers,
			LocaleResolver localeResolver, MeterRegistry registry) {
		return new LoadSheddingFilter(slots, meter, answers, localeResolver, registry);
	}

}
