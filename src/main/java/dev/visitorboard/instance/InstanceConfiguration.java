package dev.visitorboard.instance;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class InstanceConfiguration {

	/// The one that this process is.
	@Bean
	Instance instance(InstanceSettings settings) {
		return settings.instance();
	}

}
