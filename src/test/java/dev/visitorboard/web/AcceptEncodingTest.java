package dev.visitorboard.web;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AcceptEncodingTest {

	@ParameterizedTest
	@ValueSource(
			strings = { "gzip", "gzip, deflate, br, zstd", "br;q=1.0, gzip;q=0.8, *;q=0.1", "GZIP", "gzip ; q=0.001" })
	void gzipIsAllowedWhereItIsNamed(String header) {
		assertThat(AcceptEncoding.allowsGzip(header)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "identity", "br", "gzip;q=0", "gzip; q=0.000", "x-gzip", "*", ",;," })
	void gzipIsNotSentToWhoDidNotNameIt(String header) {
		assertThat(AcceptEncoding.allowsGzip(header)).isFalse();
	}

}
