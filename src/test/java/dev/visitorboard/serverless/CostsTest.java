package dev.visitorboard.serverless;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// The sums in the documents follow from their formulas.
class CostsTest {

	private static final double MILLION = 1e6;

	private static final double GB = 1e9;

	private static final double MONTH = 730;

	private static final List<Traffic> EXAMPLES = List.of(new Traffic(MONTH, 0, 2, 0.01),
			new Traffic(8, 20_000, 4, 0.05), new Traffic(MONTH, 100_000, 2, 0.01), new Traffic(MONTH, MILLION, 2, 0.01),
			new Traffic(MONTH, 100 * MILLION, 4, 0.01));

	/// @param posts of a visit
	private record Traffic(double hours, double visits, int instances, double posts) {
	}

	private static List<Double> function(Traffic at) {
		return List.of(2 * at.visits() * (1.00 + 0.20 + 0.5 * 0.02 * 13.3334) / MILLION,
				at.visits() * (0.625 + 0.125) / MILLION, Math.max(0, 6 * at.visits() - 10 * MILLION) * 1.00 / MILLION,
				2 * at.visits() * 1_200 * 0.50 / GB, 0.60 * at.hours() / MONTH);
	}

	private static double service(Traffic at) {
		double hours = at.hours();
		double visits = at.visits();
		int instances = at.instances();
		double machines = instances * hours * (0.0208 + 0.005) + instances * 8 * 0.08 * hours / MONTH;
		double units = Math.max(2 * visits / (3600 * hours) / 25,
				Math.max(240 * visits / (3600 * hours) / 3000, visits * 87e3 / hours / GB));
		double balancer = hours * (0.0225 + 3 * 0.005) + hours * 0.008 * units;
		double counting = visits * 0.625 / MILLION;
		double posts = visits * at.posts() * (3 * 0.625 + 17 * 0.125) / MILLION;
		double reads = 13 * visits / (3600 * hours) / instances;
		double pages = instances * reads / (1 + 0.8 * reads) * 3600 * hours * 17 * 0.125 / MILLION;
		double heartbeats = 3600 * hours * (instances / 5.0 + instances / 600.0 + 0.1) * 0.625 / MILLION
				+ 3600 * hours * instances / 5.0 * 0.125 / MILLION;
		double firewall = hours / MONTH * (5 + 3) + 17 * visits * 0.60 / MILLION;
		double logs = (17 * visits + 3 * instances * 720 * hours) * 660 * 0.50 / GB;
		double transfer = Math.max(0, visits * 87e3 - 100 * GB) * 0.09 / GB;
		double watching = hours / MONTH * (40 * 0.30 + 15 * 0.10 + instances * 7 * 0.30 + 2 * 0.40)
				+ instances * hours * 0.0006;
		return machines + balancer + counting + posts + pages + heartbeats + firewall + logs + transfer + watching;
	}

	@Test
	void theFunctionsExamplesFollowFromItsFormulas() throws IOException {
		List<String> parts = List.of("calls", "table", "CloudFront", "logs", "alarms");
		for (int part = 0; part < parts.size(); part++) {
			int each = part;
			assertThat(row(parts.get(part))).as(parts.get(part))
				.isEqualTo(EXAMPLES.stream().map((example) -> money(function(example).get(each))).toList());
		}
		// Rounded parts, so that the column adds up for whoever reads it.
		assertThat(row("**the function**")).isEqualTo(EXAMPLES.stream()
			.map((example) -> money(
					function(example).stream().mapToDouble((part) -> Math.round(part * 100) / 100.0).sum()))
			.toList());
	}

	@Test
	void theServicesSumsFollowFromTheFormulasOfTheArchitecture() throws IOException {
		assertThat(row("**the service**, with the whole board"))
			.isEqualTo(EXAMPLES.stream().map((example) -> money(service(example))).toList());
		String architecture = Files.readString(Path.of("src/docs/architecture.md"));
		for (Traffic example : EXAMPLES) {
			if (example.visits() != 100_000) {
				double sum = service(example);
				assertThat(architecture).contains(
						"**" + ((sum < 100) ? money(sum) : String.format(Locale.ROOT, "%,d", Math.round(sum))) + "**");
			}
		}
	}

	private static String money(double usd) {
		return String.format(Locale.ROOT, "%,.2f", usd);
	}

	/// The last row that begins so: the first are formulas.
	private static List<String> row(String name) throws IOException {
		List<String> found = new ArrayList<>();
		for (String line : Files.readAllLines(Path.of("src/docs/serverless.md"))) {
			if (line.startsWith("| " + name + " | ") && !line.contains("`")) {
				found = Arrays.stream(line.split("\\|", -1))
					.skip(2)
					.map((cell) -> cell.replace("*", "").strip())
					.filter((cell) -> !cell.isEmpty())
					.toList();
			}
		}
		assertThat(found).as(name).hasSize(EXAMPLES.size());
		return found;
	}

}
