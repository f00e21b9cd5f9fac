package dev.visitorboard.access;

import java.util.Optional;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// What is asked of a request before its handler: where it comes from, and then who sends it.
@Configuration(proxyBeanMethods = false)
class AccessConfiguration implements WebMvcConfigurer {

	private final Optional<InstructorCheck> instructorCheck;

	AccessConfiguration(Optional<InstructorCheck> instructorCheck) {
		this.instructorCheck = instructorCheck;
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(new OriginCheck());
		this.instructorCheck.ifPresent(registry::addInterceptor);
	}

}
