package dev.visitorboard.instance;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class InstanceTest {

	@Test
	void aLaptopHasNothingButItsName() {
		Instance laptop = new InstanceSettings(" ", "", " ", "", "").instance();
		assertThat(laptop.id()).isNotBlank();
		assertThat(laptop.zone()).isNull();
		assertThat(laptop.type()).isNull();
		assertThat(laptop.version()).isEqualTo("dev");
		assertThat(laptop.boot()).isEmpty();
	}

	@Test
	void anotherInstanceWithoutANameIsNotTakenForThisOne() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Instance(" ", null, null, "", ""));
	}

	@Test
	void theBootIsReadInItsOrder() {
		assertThat(new Instance("i-1", null, null, "", "packages=21,git-clone=2.5,build=138").boot())
			.containsExactly(new BootStep("packages", 21), new BootStep("git-clone", 2.5), new BootStep("build", 138));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "packages", "packages=", "=3", "Packages=3", "packages=3,", "packages=3;clone=2", "packages=-3",
					"packages=3.25", "packages=3s", "<b>=3", "a=1,a=1,a=1,a=1,a=1,a=1,a=1,a=1,a=1,a=1,a=1,a=1,a=1" })
	void aTimelineOfAnotherFormIsRefused(String timeline) {
		assertThatIllegalArgumentException().isThrownBy(() -> new Instance("i-1", null, null, "", timeline))
			.withMessageStartingWith("BOOT_TIMELINE must be");
	}

	@ParameterizedTest
	@ValueSource(strings = { "t3 small", "<b>", "a\nb", "ä" })
	void whatIsNoPlainWordIsRefused(String word) {
		assertThatIllegalArgumentException().isThrownBy(() -> new Instance("i-1", null, word, "", ""))
			.withMessageContaining("INSTANCE_TYPE");
		assertThatIllegalArgumentException().isThrownBy(() -> new Instance("i-1", null, null, word, ""))
			.withMessageContaining("BOARD_VERSION");
	}

}
