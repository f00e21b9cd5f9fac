package dev.visitorboard.board;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.visitorboard.web.InvalidParameterException;

/// What makes two posts the same post for the ten minutes that DynamoDB remembers it ([MessageRepository]): a hash, of
/// which some bits go into the message's id, so that a repeated post can be found in its shard.
public final class IdempotencyKey {

	/// The longest token DynamoDB takes is 36 characters, which hold 27 bytes.
	private static final int TOKEN_BYTES = 27;

	private static final int ID_BYTES = 16;

	/// As draft-ietf-httpapi-idempotency-key-header leaves it to the server: visible
	/// ASCII, and short.
	private static final Pattern HEADER = Pattern.compile("[!-~]{1,200}");

	private final byte[] hash;

	private IdempotencyKey(String... parts) {
		this.hash = sha256(String.join("\0", parts));
	}

	/// Spring reads the header `Idempotency-Key` with it.
	/// @throws InvalidParameterException when it is not what the API takes
	public static IdempotencyKey valueOf(String header) {
		if (!HEADER.matcher(header).matches()) {
			throw new InvalidParameterException("Idempotency-Key", "1 to 200 visible ASCII characters");
		}
		return chosen(header);
	}

	static IdempotencyKey chosen(String idempotencyKey) {
		return new IdempotencyKey("chosen", idempotencyKey);
	}

	/// The same words under the same name from the same client.
	public static IdempotencyKey derived(ClientId client, Post post) {
		String name = (post.name() != null) ? post.name() : "";
		return new IdempotencyKey("derived", client.value(), name, post.text());
	}

	/// The key of the same post once the messages it led to were deleted: another token,
	/// in the same shard.
	IdempotencyKey after(List<MessageId> deleted) {
		IdempotencyKey next = new IdempotencyKey(toString(),
				deleted.stream().map(MessageId::toString).sorted().collect(Collectors.joining("\0")));
		next.hash[ID_BYTES - 1] = this.hash[ID_BYTES - 1];
		return next;
	}

	/// The token for DynamoDB, which tells tokens apart within an account and region
	/// and not by table.
	String token(String table) {
		return new IdempotencyKey(toString(), table).toString();
	}

	@Override
	public String toString() {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(this.hash, TOKEN_BYTES));
	}

	byte[] idBits() {
		return Arrays.copyOf(this.hash, ID_BYTES);
	}

	private static byte[] sha256(String text) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java has SHA-256", ex);
		}
	}

}
