package dev.visitorboard.startup;

import java.io.PrintStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.visitorboard.startup.Finding.Verdict;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/// Looks at every layer that a start needs and prints a line for each finding, as it comes.
public final class Doctor {

	private final PrintStream out;

	private boolean well = true;

	private Doctor(PrintStream out) {
		this.out = out;
	}

	/// Looks at what these arguments and the environment would start.
	/// @return whether an instance would start and serve
	public static boolean examine(String... arguments) {
		Doctor doctor = new Doctor(System.out);
		// Reads the settings as the board would, but starts none of it.
		SpringApplicationBuilder settingsAlone = new SpringApplicationBuilder(Nothing.class)
			.web(WebApplicationType.NONE)
			.logStartupInfo(false);
		List<String> quiet = new ArrayList<>(List.of(arguments));
		quiet.add("--logging.level.root=off");
		try (ConfigurableApplicationContext context = settingsAlone.run(quiet.toArray(String[]::new))) {
			doctor.examine(context.getEnvironment());
		}
		catch (RuntimeException ex) {
			doctor
				.print(Finding.fail(BadSetting.explain(ex).orElse("The settings cannot be read: " + ex.getMessage())));
		}
		return doctor.well;
	}

	private void examine(Environment environment) {
		List<Layer> layers = new ArrayList<>(new ProcessLayers(environment).all());
		layers.addAll(new DynamoDbLayers(Binder.get(environment), Clock.systemUTC()).all(ProcessLayers.SETTINGS));
		Examination.of(layers, this::print);
	}

	private void print(Finding finding) {
		this.well &= finding.verdict() != Verdict.FAIL;
		String verdict = (finding.verdict() == Verdict.FAIL) ? "FAIL"
				: finding.verdict().name().toLowerCase(Locale.ROOT);
		this.out.printf("%-5s%s%n", verdict, finding.text());
	}

	/// A context without beans.
	static class Nothing {

	}

}
