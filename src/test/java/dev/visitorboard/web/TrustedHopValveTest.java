package dev.visitorboard.web;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TrustedHopValveTest {

	/// The first column is what arrives, lines of the header divided by a bar.
	@ParameterizedTest
	@CsvSource(delimiter = ';', textBlock = """
			203.0.113.7                                 ; 1 ; 203.0.113.7
			198.51.100.1, 203.0.113.7                   ; 1 ; 203.0.113.7
			198.51.100.1 | 198.51.100.2,203.0.113.7     ; 1 ; 203.0.113.7
			203.0.113.7, 130.176.0.1                    ; 2 ; 203.0.113.7
			198.51.100.1, 203.0.113.7, 130.176.0.1      ; 2 ; 203.0.113.7
			198.51.100.1, 203.0.113.7 | 130.176.0.1     ; 2 ; 203.0.113.7
			198.51.100.1,, , 2001:db8::7 , 130.176.0.1  ; 2 ; 2001:db8::7
			a, b, 203.0.113.7, 130.176.0.1, 10.0.0.3    ; 3 ; 203.0.113.7
			""")
	void theAddressIsWhatTheOutermostOfOurHopsAppended(String lines, int hops, String address) {
		assertThat(TrustedHopValve.address(List.of(lines.split("\\|", -1)), hops)).isEqualTo(address);
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', textBlock = """
			203.0.113.7               ; 2 ; 203.0.113.7
			203.0.113.7, 130.176.0.1  ; 9 ; 203.0.113.7
			""")
	void withFewerHopsThanOursItIsTheLeftmostThatThereIs(String lines, int hops, String address) {
		assertThat(TrustedHopValve.address(List.of(lines), hops)).isEqualTo(address);
	}

}
