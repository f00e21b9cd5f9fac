package dev.visitorboard.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.RunningBoard;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/// An address that an instance answers, as it maps it itself.
///
/// @param pattern such as `/messages/{id}`
/// @param methods none where it takes any
record Address(String pattern, Set<RequestMethod> methods) {

	/// All there are.
	static List<Address> allOf(RunningBoard board) {
		// The servlet looks for its mappings when the first request comes.
		Http.get(board.uri("/health"));
		Stream<Address> mapped = Objects.requireNonNull(board.bean(DispatcherServlet.class).getHandlerMappings())
			.stream()
			.filter(RequestMappingInfoHandlerMapping.class::isInstance)
			.flatMap((mapping) -> ((RequestMappingInfoHandlerMapping) mapping).getHandlerMethods().keySet().stream())
			.flatMap(Address::of);
		return Stream.concat(mapped, files()).toList();
	}

	private static Stream<Address> of(RequestMappingInfo mapping) {
		return mapping.getPatternValues()
			.stream()
			.map((pattern) -> new Address(pattern, mapping.getMethodsCondition().getMethods()));
	}

	/// The files of the pages, without the fingerprints that pages link to.
	static Stream<Address> files() {
		try {
			return Stream.of(new PathMatchingResourcePatternResolver().getResources("classpath:/static/*"))
				.map(Resource::getFilename)
				.filter((name) -> !Objects.requireNonNull(name).endsWith(".gz"))
				.map((name) -> new Address("/" + name, Set.of(RequestMethod.GET)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	boolean canBeRead() {
		return this.methods.isEmpty() || this.methods.contains(RequestMethod.GET);
	}

}
