package dev.visitorboard.web;

import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.dialect.IExpressionObjectDialect;
import org.thymeleaf.expression.IExpressionObjectFactory;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/// What every page may say of this site: `#site` in a template, whoever renders it.
@Component
@EnableConfigurationProperties(SiteSettings.class)
final class Site implements IExpressionObjectDialect, IExpressionObjectFactory {

	private static final String NAME = "site";

	private final SiteSettings settings;

	private final boolean instructor;

	Site(SiteSettings settings, @Value("${board.instructor.token}") String token) {
		this.settings = settings;
		this.instructor = !token.isBlank();
	}

	/// Whether there are pages for instructors.
	public boolean hasInstructor() {
		return this.instructor;
	}

	/// Where the source is; empty where nobody has said so.
	public String sourceUrl() {
		return this.settings.sourceUrl();
	}

	/// For those who take no relative address, such as previews of links. The host of a
	/// request does not do: a kept page is the same for all hosts.
	/// @return the path itself where the site's own address is not set
	public String absolute(String path) {
		return this.settings.publicUrl().replaceFirst("/$", "") + path;
	}

	@Override
	public String getName() {
		return NAME;
	}

	@Override
	public IExpressionObjectFactory getExpressionObjectFactory() {
		return this;
	}

	@Override
	public Set<String> getAllExpressionObjectNames() {
		return Set.of(NAME);
	}

	@Override
	public @Nullable Object buildObject(IExpressionContext context, String name) {
		return this;
	}

	@Override
	public boolean isCacheable(String name) {
		return true;
	}

}
