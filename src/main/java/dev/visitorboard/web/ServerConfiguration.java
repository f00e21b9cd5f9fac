package dev.visitorboard.web;

import java.util.ArrayList;
import java.util.List;

import dev.visitorboard.lifecycle.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.catalina.Pipeline;
import org.apache.catalina.Valve;
import org.apache.coyote.http11.AbstractHttp11Protocol;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.servlet.LocaleResolver;

/// The stations of a request on its way to a controller, the cheapest refusal first:
///
/// 1. [TrustedHopValve] leaves the visitor's address alone of those that proxies tell.
/// 2. [RequestValve] names the request, heads its answer and logs it.
/// 3. [BodyValve] reads the request whole, or refuses it.
/// 4. [MeasuringValve] measures what comes of it.
/// 5. [KeptAnswerValve] gives a kept answer, if the request plainly wants one. Such a request goes no further.
/// 6. [LoadSheddingFilter] gives it one of the slots, or refuses it.
/// 7. `OriginCheck` refuses what another site sends.
/// 8. `InstructorCheck` refuses what only an instructor may do.
///
/// [RefusalValve] words what the first three and Tomcat refuse, [ErrorReasons] what any later one refuses.
@Configuration(proxyBeanMethods = false)
class ServerConfiguration {

	@Bean
	KeptAnswerValve keptAnswerValve(ObjectProvider<KeptResource> resources, LocaleResolver locales, ErrorAnswers errors,
			RequestSlots slots, RequestMeter meter, Ticker ticker) {
		return new KeptAnswerValve(resources, locales, errors, slots, meter, ticker);
	}

	@Bean
	WebServerFactoryCustomizer<TomcatWebServerFactory> valves(WebSettings settings, ResponseHeaders headers,
			AccessLog log, ErrorAnswers answers, KeptAnswerValve keptAnswers, MeterRegistry registry, Ticker ticker) {
		return (factory) -> {
			List<Valve> valves = new ArrayList<>();
			valves.add(new TrustedHopValve(settings.forwardedHops(), settings.alwaysHttps()));
			// Among them Tomcat's for the forwarded headers.
			valves.addAll(factory.getEngineValves());
			valves.add(new RequestValve(headers, log));
			factory.setEngineValves(valves);
			factory.addContextCustomizers((context) -> {
				Pipeline host = context.getParent().getPipeline();
				host.addValve(new RefusalValve(answers));
				host.addValve(new BodyValve(settings.maxBody(), settings.bodyTime(), ticker));
				host.addValve(new MeasuringValve(registry, ticker));
				host.addValve(keptAnswers);
			});
			factory.addConnectorCustomizers((connector) -> {
				if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
					http.setDisableUploadTimeout(false);
					http.setConnectionUploadTimeout(
							Math.toIntExact(BodyValve.longestWait(settings.bodyTime()).toMillis()));
				}
			});
		};
	}

	/// Right behind the framework's filter for the encoding.
	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE + 1)
	LoadSheddingFilter loadSheddingFilter(RequestSlots slots, RequestMeter meter, ErrorAnswers answers, Ticker ticker,
			MeterRegistry registry) {
		return new LoadSheddingFilter(slots, meter, answers, ticker, registry);
	}

}
