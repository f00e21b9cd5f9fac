package dev.visitorboard.startup;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import dev.visitorboard.startup.Finding.Verdict;

/// Looks at layers one after the other, each within its limit, and skips what stands on a layer that failed.
final class Examination {

	private Examination() {
	}

	static void of(List<Layer> layers, Consumer<Finding> findings) {
		Set<String> broken = new HashSet<>();
		for (Layer layer : layers) {
			List<Finding> found = layer.needs().stream().anyMatch(broken::contains)
					? List.of(Finding.skip(layer.name())) : look(layer);
			found.forEach(findings);
			if (found.stream().anyMatch(Examination::isBroken)) {
				broken.add(layer.name());
			}
		}
	}

	private static boolean isBroken(Finding finding) {
		return finding.verdict() == Verdict.FAIL || finding.verdict() == Verdict.SKIP;
	}

	private static List<Finding> look(Layer layer) {
		FutureTask<List<Finding>> look = new FutureTask<>(layer.look());
		// What hangs is left behind: the process ends soon.
		Thread.ofVirtual().name("look").start(look);
		try {
			return look.get(layer.limit().toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException _) {
			return List.of(Finding.fail(
					"%s: nothing within %d s: check the network.".formatted(layer.name(), layer.limit().toSeconds())));
		}
		catch (ExecutionException ex) {
			return List.of(Finding.fail("%s: %s".formatted(layer.name(), ex.getCause())));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
