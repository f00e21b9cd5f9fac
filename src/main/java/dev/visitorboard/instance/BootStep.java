package dev.visitorboard.instance;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A part of an instance's boot and how long it took.
///
/// @param name of small letters and hyphens, such as `packages`
public record BootStep(String name, double seconds) {

	private static final Pattern STEP = Pattern.compile("([a-z-]{1,24})=([0-9]{1,5}(?:\\.[0-9])?)");

	private static final int MOST = 12;

	/// Reads steps such as `packages=21,clone=2.5`, in their order.
	static List<BootStep> parse(String timeline) {
		List<BootStep> steps = new ArrayList<>();
		for (String text : timeline.isBlank() ? new String[0] : timeline.strip().split(",", MOST + 1)) {
			Matcher step = STEP.matcher(text);
			if (!step.matches() || steps.size() == MOST) {
				throw new IllegalArgumentException("BOOT_TIMELINE must be up to " + MOST
						+ " steps with their seconds, such as packages=21,clone=2,build=38.5");
			}
			steps.add(new BootStep(step.group(1), Double.parseDouble(step.group(2))));
		}
		return List.copyOf(steps);
	}

}
