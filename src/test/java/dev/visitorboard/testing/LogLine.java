package dev.visitorboard.testing;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.jayway.jsonpath.JsonPath;

/// A line of an instance's log, for people or in ECS JSON.
public record LogLine(String level, String message) {

	private static final Pattern FOR_PEOPLE = Pattern
		.compile("\\S+\\s+(TRACE|DEBUG|INFO|WARN|ERROR) \\d+ --- .*?\\] [^:]+: (.*)");

	/// Reads a line. One that has no level, such as a part of a stack trace, counts as
	/// an error.
	public static LogLine of(String line) {
		if (line.startsWith("{")) {
			Map<String, Object> json = JsonPath.read(line, "$");
			Object level = (json.get("log") instanceof Map<?, ?> log) ? log.get("level") : json.get("log.level");
			return new LogLine(String.valueOf(level), String.valueOf(json.get("message")));
		}
		Matcher matcher = FOR_PEOPLE.matcher(line);
		return matcher.matches() ? new LogLine(matcher.group(1), matcher.group(2)) : new LogLine("ERROR", line);
	}

	/// What an operator should look at: warnings, errors, and whatever is no line of the
	/// log.
	public static List<String> troubles(List<String> lines) {
		return lines.stream()
			.map(LogLine::of)
			.filter((line) -> line.level().equals("WARN") || line.level().equals("ERROR"))
			.map(LogLine::message)
			.toList();
	}

}
