package constant;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// What the board is held against: a handler of Spring MVC that returns the same bytes each time, without a log, without
/// figures, without a limit. Its package is none that the board looks for components in.
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({ TomcatServletWebServerAutoConfiguration.class, DispatcherServletAutoConfiguration.class,
		WebMvcAutoConfiguration.class, HttpMessageConvertersAutoConfiguration.class })
@RestController
public class ConstantPage {

	private final byte[] page;

	/// Answers with so many bytes.
	ConstantPage(@Value("${bytes}") int bytes) {
		this.page = new byte[bytes];
	}

	static void main(String[] arguments) {
		new SpringApplicationBuilder(ConstantPage.class)
			.properties("spring.config.name=constant", "server.port=${PORT}", "spring.threads.virtual.enabled=true")
			.run(arguments);
	}

	@GetMapping("/")
	byte[] page() {
		return this.page;
	}

}
