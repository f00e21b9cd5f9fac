package dev.visitorboard.rehearsal;

import java.util.List;

import dev.visitorboard.VisitorBoardApplication;

/// The board in a process of its own that ends when the rehearsal does, in whatever way that does.
final class RehearsedInstance {

	private RehearsedInstance() {
	}

	// Not public, so that Maven's development run does not wonder which of the two to
	// start.
	static void main(String[] args) {
		endWithParent();
		VisitorBoardApplication.main(args);
	}

	/// What `java` needs to start one on the class path of this process.
	static List<String> arguments() {
		return List.of("-cp", System.getProperty("java.class.path"), RehearsedInstance.class.getName());
	}

	static void endWithParent() {
		ProcessHandle parent = ProcessHandle.current().parent().orElseThrow();
		var _ = parent.onExit().thenRun(() -> Runtime.getRuntime().halt(1));
	}

}
