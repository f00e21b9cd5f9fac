package dev.visitorboard.web;

import java.util.Map;

import org.slf4j.MDC;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.TaskDecorator;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(new OriginCheck());
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
