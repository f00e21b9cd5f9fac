package dev.visitorboard.web;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.util.DigestUtils;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.EncodedResourceResolver;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;
import org.springframework.web.servlet.resource.ResourceResolverChain;

/// The style sheets, scripts and icons of the pages.
///
/// Each has an address with the fingerprint of its content, such as `/board-1f3a9c07de.css`, which a browser keeps for a
/// year without a question. Pages link to that one. Any other fingerprint, and none, stands for the same file, but then a
/// browser asks before each use: while a fleet changes over, a page and its files may come from two versions.
@Component
final class StaticFiles implements WebMvcConfigurer {

	private static final String FOLDER = "classpath:/static/";

	private static final String COMPRESSED = ".gz";

	private static final int FINGERPRINT = 10;

	private static final Pattern FINGERPRINTED = Pattern.compile("(.+)-[0-9a-f]{%d}(\\.\\w+)".formatted(FINGERPRINT));

	private static final String FOR_GOOD = Objects
		.requireNonNull(CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable().getHeaderValue());

	private static final String ASK_FIRST = Objects.requireNonNull(CacheControl.noCache().getHeaderValue());

	private final Map<String, String> fingerprints;

	private final Set<String> addresses;

	StaticFiles() throws IOException {
		this.fingerprints = fingerprints();
		this.addresses = this.fingerprints.keySet().stream().map(this::address).collect(Collectors.toUnmodifiableSet());
	}

	private static Map<String, String> fingerprints() throws IOException {
		Map<String, String> all = new HashMap<>();
		for (Resource file : new PathMatchingResourcePatternResolver().getResources(FOLDER + "*")) {
			String name = name(file);
			if (!name.endsWith(COMPRESSED)) {
				all.put(name, DigestUtils.md5DigestAsHex(file.getContentAsByteArray()).substring(0, FINGERPRINT));
			}
		}
		return Map.copyOf(all);
	}

	/// The address of a file that has its fingerprint in it; of anything else, the path
	/// itself.
	/// @param path of the file without a fingerprint, such as `/board.css`
	String link(String path) {
		String name = path.substring(1);
		return this.fingerprints.containsKey(name) ? address(name) : path;
	}

	private String address(String name) {
		int end = name.lastIndexOf('.');
		return "/%s-%s%s".formatted(name.substring(0, end), this.fingerprints.get(name), name.substring(end));
	}

	@Override
	public void addResourceHandlers(ResourceHandlerRegistry registry) {
		registry.addResourceHandler("/**")
			.addResourceLocations(FOLDER)
			// Weak, since it covers both encodings.
			.setEtagGenerator((file) -> "W/\"" + this.fingerprints.get(name(file)) + '"')
			.resourceChain(false)
			.addResolver(new Resolver());
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(new Keeping());
	}

	private static String name(Resource file) {
		return Objects.requireNonNull(file.getFilename());
	}

	/// Finds a file whatever fingerprint its address has, and beside it what the build
	/// has compressed.
	private final class Resolver extends EncodedResourceResolver {

		@Override
		protected @Nullable Resource resolveResourceInternal(@Nullable HttpServletRequest request, String path,
				List<? extends Resource> locations, ResourceResolverChain chain) {
			Matcher matcher = FINGERPRINTED.matcher(path);
			String name = matcher.matches() ? matcher.group(1) + matcher.group(2) : path;
			if (!StaticFiles.this.fingerprints.containsKey(name)) {
				return null;
			}
			// The resolver above takes a coding for allowed even if its quality is 0.
			return (request != null && AcceptEncoding.allowsGzip(request.getHeader(HttpHeaders.ACCEPT_ENCODING)))
					? super.resolveResourceInternal(request, name, locations, chain)
					: chain.resolveResource(request, name, locations);
		}

	}

	/// Says of every answer with a file how long it may be kept, also of one without the
	/// file.
	private final class Keeping implements HandlerInterceptor {

		@Override
		public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
			if (handler instanceof ResourceHttpRequestHandler) {
				boolean current = StaticFiles.this.addresses.contains(request.getRequestURI());
				response.setHeader(HttpHeaders.CACHE_CONTROL, current ? FOR_GOOD : ASK_FIRST);
				response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
			}
			return true;
		}

	}

}
