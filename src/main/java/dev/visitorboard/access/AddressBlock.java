package dev.visitorboard.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/// Those who share a rate limit: an IPv4 address, or the /64 of an IPv6 address, since one
/// subscriber has all of that.
record AddressBlock(String text) {

	private static final int SUBSCRIBER_BYTES = 8;

	/// @param address as the servlet container tells it, never a name to look up; what
	/// is no address stands for itself
	static AddressBlock of(String address) {
		try {
			// Makes an IPv4 address of one that is mapped into IPv6.
			InetAddress parsed = InetAddress.ofLiteral(address.split("%", 2)[0]);
			return new AddressBlock((parsed instanceof Inet6Address) ? subscriber(parsed) : parsed.getHostAddress());
		}
		catch (IllegalArgumentException _) {
			return new AddressBlock(address);
		}
	}

	private static String subscriber(InetAddress address) {
		byte[] network = Arrays.copyOf(address.getAddress(), SUBSCRIBER_BYTES);
		return HexFormat.ofDelimiter(":").formatHex(network) + "/64";
	}

}
