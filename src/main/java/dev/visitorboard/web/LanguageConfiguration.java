package dev.visitorboard.web;

import java.util.List;
import java.util.Locale;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;

/// The languages there are message bundles for. Any other falls back to the first.
@Configuration(proxyBeanMethods = false)
class LanguageConfiguration {

	private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.GERMAN);

	@Bean
	LocaleResolver localeResolver() {
		AcceptHeaderLocaleResolver resolver = new AcceptHeaderLocaleResolver();
		resolver.setSupportedLocales(LANGUAGES);
		resolver.setDefaultLocale(LANGUAGES.getFirst());
		return resolver;
	}

}
