package dev.visitorboard.web;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.MDC;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.linkbuilder.StandardLinkBuilder;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskDecorator;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

	@Bean
	LocaleResolver localeResolver() {
		return new Languages();
	}

	@Override
	public void configureContentNegotiation(ContentNegotiationConfigurer configurer) {
		configurer.strategies(List.of((request) -> Accept
			.wanted(Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class)))));
	}

	/// A form that was taken leads on by 303, which every client follows by GET.
	@Autowired
	void redirectBySeeOther(ThymeleafViewResolver views) {
		views.setRedirectHttp10Compatible(false);
	}

	/// `@{/board.css}` in a template is the address that a browser may keep. Pages are
	/// made without a request too, and the board is at the root of its host.
	@Autowired
	void linkToFingerprints(SpringTemplateEngine templates, StaticFiles files) {
		templates.setLinkBuilder(new StandardLinkBuilder() {
			@Override
			protected String computeContextPath(IExpressionContext context, String base,
					Map<String, Object> parameters) {
				return "";
			}

			@Override
			protected String processLink(IExpressionContext context, String link) {
				return files.link(link);
			}
		});
	}

	/// What a request has done on another thread is logged under the request's id too.
	@Bean
	TaskDecorator logContext() {
		return (task) -> {
			Map<String, String> context = MDC.getCopyOfContextMap();
			return (context == null) ? task : () -> {
				MDC.setContextMap(context);
				try {
					task.run();
				}
				finally {
					MDC.clear();
				}
			};
		};
	}

}
