package dev.visitorboard.web;

import java.util.ArrayList;
import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.Filter;
import org.apache.catalina.Valve;

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
			// The innermost, since the first that writes has written.
			factory.addContextCustomizers(
					(context) -> context.getParent().getPipeline().addValve(new RefusalValve(answers, localeResolver)));
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

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE + 1)
	LoadSheddingFilter loadSheddingFilter(RequestSlots slots, RequestMeter meter, ErrorAnswers answers,
			LocaleResolver localeResolver, MeterRegistry registry) {
		return new LoadSheddingFilter(slots, meter, answers, localeResolver, registry);
	}

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE + 2)
	BodyLimitFilter bodyLimitFilter(WebSettings settings) {
		return new BodyLimitFilter(Math.toIntExact(settings.maxBody().toBytes()));
	}

}
