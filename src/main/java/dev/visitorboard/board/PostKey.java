package dev.visitorboard.board;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/// What makes two posts the same post for the ten minutes that DynamoDB remembers it: a hash, of which some bits go
/// into the message's id, so that a repeated post can be found in its shard.
final class PostKey {

	/// The longest token DynamoDB takes is 36 characters, which hold 27 bytes.
	private static final int TOKEN_BYTES = 27;

	private static final int ID_BYTES = 16;

	private final byte[] hash;

	private PostKey(String... parts) {
		this.hash = sha256(String.join("\0", parts));
	}

	/// The client's own `Idempotency-Key`.
	static PostKey chosen(String idempotencyKey) {
		return new PostKey("chosen", idempotencyKey);
	}

	/// The same words under the same name from the same sender.
	static PostKey derived(Sender sender, Post post) {
		String name = (post.name() != null) ? post.name() : "";
		return new PostKey("derived", sender.id(), name, post.text());
	}

	/// The key of the same post once the messages it led to were deleted: another token,
	/// in the same shard.
	PostKey after(List<MessageId> deleted) {
		PostKey next = new PostKey(toString(),
				deleted.stream().map(MessageId::toString).sorted().collect(Collectors.joining("\0")));
		next.hash[ID_BYTES - 1] = this.hash[ID_BYTES - 1];
		return next;
	}

	/// The token for DynamoDB, which tells tokens apart within an account and region
	/// and not by table.
	String token(String table) {
		return new PostKey(toString(), table).toString();
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
