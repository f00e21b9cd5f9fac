package dev.visitorboard.workshop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.visitorboard.testing.Command;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// What holds for the scripts without a board.
class ScriptsTest {

	/// macOS has bash 3.2, which knows none of these. Patterns are without lines of
	/// comment.
	private static final List<Pattern> NEWER_THAN_BASH_3_2 = Stream
		.of("(declare|local|typeset|readonly) +-[a-zA-Z]*[Agn]", "\\b(mapfile|readarray|coproc)\\b",
				"\\$\\{\\w+(\\[[^]]*])?(,,?|\\^\\^?)", "\\$\\{\\w+(\\[[^]]*])?@\\w}", "\\bwait +-[a-z]*n", "\\|&",
				"&>>", ";;?&", "\\{[0-9a-z]+\\.\\.[0-9a-z]+\\.\\.", "\\[\\[ +-[vR] ", "\\[-[0-9]+]",
				"read .*-t *[0-9]*\\.", "read .*-[iN]\\b", "\\$\\{?(EPOCH|BASHPID|SRANDOM)", "exec +\\{\\w+}",
				"printf +(-v +\\w+ +)?['\"][^'\"]*%\\([^)]*\\)T", "\\$\\{\\w+:[^}]*: *-",
				// Before 3.2.57 a pattern after =~ had to come from a variable to be
				// read as it is now.
				"=~ +[^$ ]*[(|]")
		.map(Pattern::compile)
		.toList();

	@Test
	void thoseForLaptopsKnowNothingNewerThanBash32() {
		for (String name : List.of("common.sh", "watch", "load", "prove", "asg")) {
			String code = Scripts.text(Scripts.FOLDER.resolve(name)).replaceAll("(?m)^ *#.*$", "");
			assertThat(code).isNotBlank();
			for (Pattern pattern : NEWER_THAN_BASH_3_2) {
				assertThat(pattern.matcher(code).results().map((match) -> match.group())).as("%s: %s", name, pattern)
					.isEmpty();
			}
		}
	}

	@Test
	void thePatternsFindWhatTheyAreFor() {
		assertThat(List.of("declare -A seen", "local -n ref=$1", "mapfile -t lines", "${name,,}", "${name^}", "wait -n",
				"a |& b", "a &>> b", "{1..9..2}", "[[ -v x ]]", "${list[-1]}", "read -t 0.1", "$EPOCHSECONDS",
				"exec {fd}<x", "printf '%(%T)T'", "[[ $x =~ ^(a|b)$ ]]", "${x@Q}"))
			.allSatisfy((newer) -> assertThat(NEWER_THAN_BASH_3_2)
				.anySatisfy((pattern) -> assertThat(newer).containsPattern(pattern)));
	}

	@Test
	void everyOneSaysHowItIsCalled() throws IOException {
		assertThat(Scripts.programs().stream().map((file) -> file.getFileName().toString())).contains("watch", "load",
				"prove", "asg", "up", "status", "down", "leftovers");
		for (Path program : Scripts.programs()) {
			Command help = Command.run(program.toString(), "--help");

			assertThat(help.exitCode()).as(help.output()).isZero();
			assertThat(help.output()).contains(program.getFileName().toString()).doesNotContain("set -euo", "#!");
			assertThat(help.lines()).hasSizeGreaterThan(2);
		}
	}

	@Test
	void aCallThatCannotBeMeantIsRefusedWithTheReason() {
		assertRefused("the board's address is missing", "watch");
		assertRefused("\"ftp://here\" is no http or https address", "load", "ftp://here");
		assertRefused("there is no option --fast", "load", "localhost", "--fast");
		assertRefused("--parallel takes a whole number from 1 to 200, not \"many\"", "load", "localhost", "--parallel",
				"many");
		assertRefused("--seconds takes a whole number from 1 to 86400, not \"0\"", "watch", "localhost", "--seconds",
				"0");
		assertRefused("--posts needs a value", "prove", "localhost", "--posts");
		assertRefused("one address is enough", "prove", "localhost", "localhost");
		assertRefused("--seconds goes without --posts and --counts", "prove", "localhost", "--seconds", "1", "--posts",
				"1");
		assertRefused("cannot reach http://127.0.0.1:1: nobody listens there", "prove", "127.0.0.1:1");
		assertRefused("cannot reach http://127.0.0.1:1: nobody listens there", "load", "127.0.0.1:1");
		assertRefused("40 at most", "up", "--stack", "a".repeat(41));
		assertRefused("\"a b\" is no name of a stack", "down", "--stack", "a b");
		assertRefused("\"MaxSize\" is no parameter and value", "up", "--parameter", "MaxSize");
	}

	private static void assertRefused(String reason, String name, String... arguments) {
		Command refused = Scripts.run(name, arguments);

		assertThat(refused.output()).startsWith(name + ": ").contains(reason);
		assertThat(refused.exitCode()).isEqualTo(2);
	}

}
