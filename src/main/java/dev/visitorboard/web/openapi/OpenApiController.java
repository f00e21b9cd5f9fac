package dev.visitorboard.web.openapi;

import java.util.Locale;

import dev.visitorboard.web.PageCache;
import dev.visitorboard.web.Rendered;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// What this instance answers to programs. Tools on other sites may read it too.
@RestController
class OpenApiController {

	private static final String PATH = "/openapi.json";

	private final RequestMappingHandlerMapping handlers;

	private final JsonMapper json;

	private final PageCache cache;

	OpenApiController(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping handlers, JsonMapper json,
			PageCache cache) {
		this.handlers = handlers;
		this.json = json;
		this.cache = cache;
	}

	@CrossOrigin(methods = { RequestMethod.GET, RequestMethod.HEAD })
	@GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<byte[]> describe(ServletWebRequest request) {
		return this.cache
			.keep(new PageCache.Key(PATH, null, Locale.ROOT), PATH,
					() -> Rendered.of(text(), MediaType.APPLICATION_JSON))
			.answer(request);
	}

	private String text() {
		return this.json
			.writeValueAsString(new Description(Words.read(this.json)).of(this.handlers.getHandlerMethods()));
	}

}
