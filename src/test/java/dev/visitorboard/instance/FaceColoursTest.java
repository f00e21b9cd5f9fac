package dev.visitorboard.instance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/// That the colours in the stylesheet stay apart in every eye, and that the letter on them can be read.
class FaceColoursTest {

	private static final Pattern COLOUR = Pattern.compile("--(?:on-)?face(?:-\\d)?: #([0-9a-f]{3,6});");

	/// What an eye without one of the three kinds of cone makes of light (Machado et al.,
	/// 2009).
	private static final Map<String, double[][]> EYES = Map.of("all cones",
			new double[][] { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } }, "no red",
			new double[][] { { 0.152286, 1.052583, -0.204868 }, { 0.114503, 0.786281, 0.099216 },
					{ -0.003882, -0.048116, 1.051998 } },
			"no green",
			new double[][] { { 0.367322, 0.860646, -0.227968 }, { 0.280085, 0.672501, 0.047413 },
					{ -0.01182, 0.04294, 0.968881 } },
			"no blue", new double[][] { { 1.255528, -0.076749, -0.178779 }, { -0.078411, 0.930809, 0.147602 },
					{ 0.004733, 0.691367, 0.3039 } });

	private static final double[][] TO_CONES = { { 0.41222147, 0.53633254, 0.05144599 },
			{ 0.2119035, 0.68069955, 0.10739696 }, { 0.08830246, 0.28171884, 0.62997870 } };

	private static final double[][] TO_OKLAB = { { 0.21045426, 0.79361779, -0.00407205 },
			{ 1.9779985, -2.42859221, 0.45059371 }, { 0.02590404, 0.78277177, -0.80867577 } };

	/// In OKLab, where one notices a difference of 0.02 side by side.
	private static final double APART = 0.07;

	@ParameterizedTest
	@CsvSource({ "light, 0", "dark, 1" })
	void everyTwoStayApartInEveryEye(String scheme, int part) throws IOException {
		List<double[]> colours = colours(part);
		List<double[]> faces = colours.subList(1, colours.size());
		assertThat(faces).as(scheme).hasSize(Face.COLOURS);
		EYES.forEach((eye, matrix) -> {
			for (int i = 0; i < faces.size(); i++) {
				for (int j = 0; j < i; j++) {
					assertThat(distance(lab(times(matrix, faces.get(i))), lab(times(matrix, faces.get(j)))))
						.as("%d and %d with %s", i, j, eye)
						.isGreaterThan(APART);
				}
				assertThat(contrast(colours.getFirst(), faces.get(i))).as("the letter on %d", i).isGreaterThan(4.5);
			}
		});
	}

	/// The letter's colour and then the faces, of one scheme, as linear light.
	private static List<double[]> colours(int part) throws IOException {
		String css = Files.readString(Path.of("src/main/resources/static/board.css"));
		List<double[]> all = COLOUR.matcher(css).results().map((match) -> light(match.group(1))).toList();
		int each = 1 + Face.COLOURS;
		assertThat(all).hasSize(2 * each);
		return all.subList(part * each, (part + 1) * each);
	}

	private static double[] light(String colour) {
		String digits = (colour.length() == 3) ? colour.replaceAll("(.)", "$1$1") : colour;
		double[] light = new double[3];
		for (int i = 0; i < 3; i++) {
			double value = Integer.parseInt(digits, 2 * i, 2 * i + 2, 16) / 255.0;
			light[i] = (value <= 0.04045) ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
		}
		return light;
	}

	private static double[] lab(double[] light) {
		double[] cones = times(TO_CONES, light);
		for (int i = 0; i < 3; i++) {
			cones[i] = Math.cbrt(Math.max(cones[i], 0));
		}
		return times(TO_OKLAB, cones);
	}

	private static double distance(double[] one, double[] other) {
		return Math.hypot(Math.hypot(one[0] - other[0], one[1] - other[1]), one[2] - other[2]);
	}

	private static double contrast(double[] one, double[] other) {
		double a = luminance(one) + 0.05;
		double b = luminance(other) + 0.05;
		return Math.max(a, b) / Math.min(a, b);
	}

	private static double luminance(double[] light) {
		return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2];
	}

	private static double[] times(double[][] matrix, double[] vector) {
		double[] product = new double[3];
		for (int i = 0; i < 3; i++) {
			product[i] = matrix[i][0] * vector[0] + matrix[i][1] * vector[1] + matrix[i][2] * vector[2];
		}
		return product;
	}

}
