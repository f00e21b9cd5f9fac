package dev.visitorboard.board;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import dev.visitorboard.web.InvalidParameterException;

/// A UUID of version 7 (RFC 9562): the millisecond of the post, then bits of the post's key. As text it sorts by time,
/// whichever instance made it, and its last two bits are the message's shard.
public record MessageId(UUID uuid) implements Comparable<MessageId> {

	static final int SHARDS = 4;

	private static final long VERSION_7 = 0x7000L;

	private static final long VARIANT = 0x8000_0000_0000_0000L;

	/// @param bits 16 bytes that no other post of this millisecond has
	static MessageId at(Instant time, byte[] bits) {
		ByteBuffer source = ByteBuffer.wrap(bits);
		long high = source.getLong() & 0xFFFL;
		long low = source.getLong() & 0x3FFF_FFFF_FFFF_FFFFL;
		return new MessageId(new UUID(time.toEpochMilli() << 16 | VERSION_7 | high, VARIANT | low));
	}

	/// Sorts before every id of that millisecond or later.
	static MessageId lowestAt(Instant time) {
		return at(time, new byte[16]);
	}

	/// Spring reads a request's parameter of this type with it.
	/// @throws InvalidParameterException when it is no message's id
	public static MessageId valueOf(String before) {
		return parse(before).orElseThrow(() -> new InvalidParameterException("before", "the id of a message"));
	}

	/// Empty unless the text is exactly as [#toString] writes it.
	public static Optional<MessageId> parse(String text) {
		try {
			UUID uuid = UUID.fromString(text);
			return (uuid.version() == 7 && uuid.toString().equals(text)) ? Optional.of(new MessageId(uuid))
					: Optional.empty();
		}
		catch (IllegalArgumentException _) {
			return Optional.empty();
		}
	}

	Instant time() {
		return Instant.ofEpochMilli(this.uuid.getMostSignificantBits() >>> 16);
	}

	int shard() {
		return (int) (this.uuid.getLeastSignificantBits() & (SHARDS - 1));
	}

	/// By time. Not as [UUID#compareTo] has it, which takes the halves for signed
	/// numbers.
	@Override
	public int compareTo(MessageId other) {
		return toString().compareTo(other.toString());
	}

	@Override
	public String toString() {
		return this.uuid.toString();
	}

}
