package dev.visitorboard.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import dev.visitorboard.testing.Command;

import org.springframework.util.FileSystemUtils;

/// The repository that instances clone: what lies here, committed or not, as its branch `main`, and a branch `broken` that
/// does not compile.
final class SourceRepository {

	static final Path PATH = Path.of("target", "boot", "board.git");

	private static final Map<String, String> COMMITTER = Map.of("GIT_AUTHOR_NAME", "Test", "GIT_AUTHOR_EMAIL",
			"test@example.org", "GIT_COMMITTER_NAME", "Test", "GIT_COMMITTER_EMAIL", "test@example.org");

	private SourceRepository() {
	}

	static void create() {
		try {
			FileSystemUtils.deleteRecursively(PATH);
			Files.createDirectories(PATH);
			git("init", "--bare", "--quiet", "--initial-branch=main");
			git("--work-tree=.", "add", "--all");
			git("--work-tree=.", "commit", "--quiet", "--message=What lies here");
			git("branch", "--quiet", "broken");
			Path broken = Files.writeString(PATH.resolve("Broken.java"), "no Java");
			String blob = git("hash-object", "-w", broken.toString());
			git("update-index", "--add", "--cacheinfo",
					"100644," + blob + ",src/main/java/dev/visitorboard/Broken.java");
			String commit = git("commit-tree", "-p", "main", "-m", "Break the build", git("write-tree"));
			git("update-ref", "refs/heads/broken", commit);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/// @param branch `main` or `broken`
	static String commit(String branch) {
		return git("rev-parse", branch);
	}

	private static String git(String... arguments) {
		String[] command = new String[arguments.length + 2];
		command[0] = "git";
		command[1] = "--git-dir=" + PATH;
		System.arraycopy(arguments, 0, command, 2, arguments.length);
		Command git = Command.run(COMMITTER, command);
		if (git.exitCode() != 0) {
			throw new AssertionError(String.join(" ", command) + ": " + git.output());
		}
		return git.output().strip();
	}

}
