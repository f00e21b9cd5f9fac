package dev.visitorboard.testing;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

import javax.imageio.ImageIO;

/// Keeps pictures of pages small: a page has few colours, so a palette of 256 does.
public final class Picture {

	private static final int COLOURS = 256;

	private Picture() {
	}

	/// Writes a PNG of any number of colours with 256 at most.
	public static void save(byte[] png, Path file) {
		try {
			Files.createDirectories(file.getParent());
			ImageIO.write(withPalette(ImageIO.read(new ByteArrayInputStream(png))), "png", file.toFile());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/// The most frequent colours; any other becomes the one of them that is nearest.
	private static BufferedImage withPalette(BufferedImage picture) {
		int width = picture.getWidth();
		int height = picture.getHeight();
		int[] pixels = picture.getRGB(0, 0, width, height, null, 0, width);
		Map<Integer, Integer> frequencies = new HashMap<>();
		for (int pixel : pixels) {
			frequencies.merge(pixel, 1, Integer::sum);
		}
		int[] palette = frequencies.entrySet()
			.stream()
			.sorted(Map.Entry.<Integer, Integer>comparingByValue(Comparator.reverseOrder()))
			.limit(COLOURS)
			.mapToInt(Map.Entry::getKey)
			.toArray();
		Map<Integer, Integer> places = new HashMap<>();
		IndexColorModel colours = new IndexColorModel(8, palette.length, palette, 0, false, -1, DataBuffer.TYPE_BYTE);
		BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, colours);
		for (int i = 0; i < pixels.length; i++) {
			int place = places.computeIfAbsent(pixels[i], (pixel) -> nearest(palette, pixel));
			small.getRaster().setSample(i % width, i / width, 0, place);
		}
		return small;
	}

	private static int nearest(int[] palette, int pixel) {
		int best = 0;
		for (int i = 1; i < palette.length; i++) {
			if (distance(palette[i], pixel) < distance(palette[best], pixel)) {
				best = i;
			}
		}
		return best;
	}

	private static int distance(int one, int other) {
		int sum = 0;
		for (int shift = 0; shift <= 16; shift += 8) {
			int difference = (one >> shift & 0xff) - (other >> shift & 0xff);
			sum += difference * difference;
		}
		return sum;
	}

}
