package dev.visitorboard.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A lock on a file that this process keeps until it ends, in whatever way.
final class ProcessLock {

	/// Never let go of: the garbage collector closes a channel that nobody can reach,
	/// and its lock is gone with it.
	private static final List<FileLock> HELD = new CopyOnWriteArrayList<>();

	private ProcessLock() {
	}

	/// Whether this process has the lock now; not when another has it.
	static boolean take(Path file) throws IOException {
		FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
		FileLock lock = channel.tryLock();
		if (lock == null) {
			channel.close();
			return false;
		}
		HELD.add(lock);
		return true;
	}

}
