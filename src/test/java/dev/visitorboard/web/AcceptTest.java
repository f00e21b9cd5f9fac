package dev.visitorboard.web;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

class AcceptTest {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			text/html                                     | text/html
			application/json;q=0, text/html               | text/html
			text/html;q=0.2, application/json;q=0.1       | text/html
			text/html;q=0.1, application/json             | application/json
			text/html, application/json                   | application/json
			text/plain, text/*;q=0.5, */*;q=0.1           | text/html
			text/html;q=0, text/*;q=0.9, */*;q=0.1        | application/json
			application/json;q=0, */*                     | text/html
			application/*;q=0.3, text/html;Q=0.300        | application/json
			text/html;level=1;q=0, text/html              | text/html
			*/*                                           | application/json
			image/png                                     | none
			*/*;q=0                                       | none
			text/html;q=0                                 | none
			""")
	void theQualityOfTheMostSpecificRangeDecides(String accept, String best) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.addHeader("Accept", accept);
		assertThat(Accept.best(request, MediaType.APPLICATION_JSON, MediaType.TEXT_HTML)
			.map(MediaType::toString)
			.orElse("none")).isEqualTo(best);
		assertThat(Accept.prefersHtml(request)).isEqualTo(best.equals("text/html"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			text/html;q=0, application/json;q=0.5, text/plain | text/plain,application/json;q=0.5
			*/*, text/html                                    | text/html,*/*
			text/html;q=0                                     | ''
			""")
	void whatIsNotWantedIsNoneOfTheWanted(String accept, String wanted) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.addHeader("Accept", accept);
		assertThat(Accept.wanted(request)).isEqualTo(MediaType.parseMediaTypes(wanted));
	}

	@ParameterizedTest
	@CsvSource({ "application/json", "text/html" })
	void withoutTheHeaderTheFirstOfferIsTaken(String type) {
		MediaType first = MediaType.parseMediaType(type);
		MockHttpServletRequest request = new MockHttpServletRequest();
		assertThat(Accept.best(request, first, MediaType.IMAGE_PNG)).contains(first);
		assertThat(Accept.wanted(request)).containsExactly(MediaType.ALL);
	}

}
