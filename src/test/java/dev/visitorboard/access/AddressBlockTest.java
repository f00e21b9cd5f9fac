package dev.visitorboard.access;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AddressBlockTest {

	@ParameterizedTest
	@CsvSource({ "203.0.113.7, ::ffff:203.0.113.7", "203.0.113.7, ::FFFF:cb00:7107",
			"2001:db8:1:2::1, 2001:db8:1:2:ffff:ffff:ffff:ffff", "2001:db8:1:2::1, 2001:0DB8:0001:0002:0:0:0:9",
			"fe80::1%2, fe80::1", "::1, 0:0:0:0:0:0:0:1" })
	void oneSubscriberIsOneBlock(String address, String another) {
		assertThat(AddressBlock.of(another)).isEqualTo(AddressBlock.of(address));
	}

	@ParameterizedTest
	@CsvSource({ "203.0.113.7, 203.0.113.8", "2001:db8:1:2::1, 2001:db8:1:3::1", "2001:db8:1:2::1, 203.0.113.7",
			"::203.0.113.7, 203.0.113.7" })
	void twoSubscribersAreTwoBlocks(String address, String another) {
		assertThat(AddressBlock.of(another)).isNotEqualTo(AddressBlock.of(address));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "%", "unknown", "localhost", "203.0.113.7:443", "::ffff:1.2.3.4.5" })
	void whatIsNoAddressStandsForItselfAndIsNotLookedUp(String text) {
		assertThat(AddressBlock.of(text).text()).isEqualTo(text);
	}

	@Test
	void aBlockOfIpv6IsWrittenAsItsNetwork() {
		assertThat(AddressBlock.of("2001:db8:1:2::9").text()).isEqualTo("20:01:0d:b8:00:01:00:02/64");
	}

}
