package dev.visitorboard.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/// Signs text with the key that all instances share (HMAC-SHA256, cut to 128 bits, base64url).
///
/// A signature holds for one purpose alone, so that what one feature signs is worth nothing to another.
@Component
public final class Signer {

	private static final Logger logger = LoggerFactory.getLogger(Signer.class);

	private static final String ALGORITHM = "HmacSHA256";

	private static final int SIGNATURE_BYTES = 16;

	private final SecretKeySpec key;

	private final boolean shared;

	Signer(SigningSettings settings) {
		this.shared = !settings.key().isEmpty();
		this.key = new SecretKeySpec(this.shared ? settings.key().getBytes(StandardCharsets.UTF_8) : random(),
				ALGORITHM);
		if (!this.shared) {
			logger.warn("BOARD_SIGNING_KEY is not set: this instance made a key of its own, "
					+ "and what it signs is worth nothing to other instances or after a restart.");
		}
	}

	/// Whether the key is the one of all instances. If not, a signature that does not
	/// verify may be another instance's.
	public boolean isShared() {
		return this.shared;
	}

	/// The signature of a text: 22 characters of the URL-safe base64 alphabet.
	public String sign(String purpose, String text) {
		byte[] signature = Arrays.copyOf(mac(purpose + '\0' + text), SIGNATURE_BYTES);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
	}

	/// Whether this is the signature of a text. Takes as long for a wrong one as for a
	/// right one.
	public boolean verifies(String purpose, String text, String signature) {
		return MessageDigest.isEqual(sign(purpose, text).getBytes(StandardCharsets.UTF_8),
				signature.getBytes(StandardCharsets.UTF_8));
	}

	private byte[] mac(String text) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(this.key);
			return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("every Java has " + ALGORITHM, ex);
		}
	}

	private static byte[] random() {
		byte[] key = new byte[32];
		new SecureRandom().nextBytes(key);
		return key;
	}

}
