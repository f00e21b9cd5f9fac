package dev.visitorboard.access;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SignerTest {

	private static final String KEY = "0123456789abcdef0123456789abcdef";

	private final Signer signer = new Signer(new SigningSettings(KEY));

	@Test
	void anInstanceWithTheSameKeyVerifiesASignature() {
		String signature = this.signer.sign("delete", "message-1");

		assertThat(signature).matches("[A-Za-z0-9_-]{22}");
		assertThat(new Signer(new SigningSettings(KEY)).verifies("delete", "message-1", signature)).isTrue();
	}

	@Test
	void aSignatureHoldsForItsTextAndPurposeAlone() {
		String signature = this.signer.sign("delete", "message-1");

		assertThat(this.signer.verifies("delete", "message-2", signature)).isFalse();
		assertThat(this.signer.verifies("form", "message-1", signature)).isFalse();
		assertThat(this.signer.verifies("delete", "message-1", "")).isFalse();
		assertThat(this.signer.verifies("delete", "message-1", signature + "=")).isFalse();
	}

	@Test
	void withoutAKeyEachInstanceMakesItsOwn() {
		Signer own = new Signer(new SigningSettings(" "));

		assertThat(own.isShared()).isFalse();
		assertThat(this.signer.isShared()).isTrue();
		assertThat(own.verifies("delete", "message-1", own.sign("delete", "message-1"))).isTrue();
		assertThat(new Signer(new SigningSettings("")).verifies("delete", "message-1", own.sign("delete", "message-1")))
			.isFalse();
	}

	@Test
	void aShortKeyIsRefusedAndAKeyIsNeverShown() {
		assertThatIllegalArgumentException().isThrownBy(() -> new SigningSettings("secret"))
			.withMessageContaining("BOARD_SIGNING_KEY needs at least 32 characters")
			.withMessageNotContaining("secret");
		assertThat(new SigningSettings(KEY)).hasToString("SigningSettings[key=set]");
	}

}
