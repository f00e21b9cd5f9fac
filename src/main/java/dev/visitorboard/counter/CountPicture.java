package dev.visitorboard.counter;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Scanner;

import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// The count as a picture for previews of links. Its digits are lines, since a server without a screen often has no font.
final class CountPicture {

	private static final int WIDTH = 1200;

	private static final int HEIGHT = 630;

	private static final int MARGIN = 100;

	/// What the digits may take.
	private static final int TALLEST = 260;

	private static final Color GROUND = new Color(0xF4F6F5);

	private static final Color INK = new Color(0x17211E);

	private static final Color ACCENT = new Color(0x0B6E5B);

	/// The bubble of the site's mark, within 32 by 32.
	private static final Path2D BUBBLE = path("M 7 9 L 25 9 L 25 20 L 15 20 L 10 25 L 10 20 L 7 20");

	/// The middle of each digit's line, within 60 by 100.
	private static final List<Path2D> DIGITS = List.of(path("M 30 0 C 67 0 67 100 30 100 C -7 100 -7 0 30 0"),
			path("M 14 18 L 36 0 L 36 100"), path("M 4 26 C 4 -9 58 -9 58 28 C 58 52 30 64 4 100 L 58 100"),
			path("M 6 12 C 22 -6 56 -4 56 24 C 56 42 42 48 26 48 C 44 48 60 56 60 74 C 60 104 20 106 4 86"),
			path("M 44 100 L 44 0 L 2 70 L 60 70"),
			path("M 54 0 L 14 0 L 8 44 C 24 34 60 36 60 68 C 60 104 20 108 4 88"),
			path("M 48 2 C 18 14 2 44 2 70 C 2 110 58 110 58 70 C 58 34 10 34 3 66"), path("M 2 0 L 58 0 L 22 100"),
			path("M 30 47 C 0 47 0 0 30 0 C 60 0 60 47 30 47 C -8 47 -8 100 30 100 C 68 100 68 47 30 47"),
			path("M 12 98 C 42 86 58 56 58 30 C 58 -10 2 -10 2 30 C 2 66 50 66 57 34"));

	private static final int DIGIT_WIDTH = 60;

	private static final int GAP = 26;

	/// Between thousands.
	private static final int WIDE_GAP = 50;

	private static final BasicStroke PEN = new BasicStroke(13, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);

	private CountPicture() {
	}

	static byte[] png(long count) {
		BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
		Graphics2D canvas = image.createGraphics();
		canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
		canvas.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
		canvas.setColor(GROUND);
		canvas.fillRect(0, 0, WIDTH, HEIGHT);
		drawMark(canvas);
		drawNumber(Long.toString(count), canvas);
		canvas.dispose();
		return png(image);
	}

	private static void drawMark(Graphics2D canvas) {
		AffineTransform place = AffineTransform.getTranslateInstance(MARGIN, MARGIN);
		place.scale(4, 4);
		canvas.setColor(ACCENT);
		canvas.fill(place.createTransformedShape(new RoundRectangle2D.Double(0, 0, 32, 32, 16, 16)));
		canvas.setColor(GROUND);
		canvas.fill(place.createTransformedShape(BUBBLE));
	}

	private static void drawNumber(String digits, Graphics2D canvas) {
		Path2D line = new Path2D.Double();
		int x = 0;
		for (int i = 0; i < digits.length(); i++) {
			if (i > 0) {
				x += DIGIT_WIDTH + (((digits.length() - i) % 3 == 0) ? WIDE_GAP : GAP);
			}
			Path2D digit = DIGITS.get(digits.charAt(i) - '0');
			line.append(AffineTransform.getTranslateInstance(x, 0).createTransformedShape(digit), false);
		}
		double scale = Math.min(TALLEST / 100.0, (WIDTH - 2.0 * MARGIN) / (x + DIGIT_WIDTH));
		AffineTransform place = AffineTransform.getTranslateInstance(MARGIN, HEIGHT - MARGIN - 100 * scale);
		place.scale(scale, scale);
		Shape drawn = place.createTransformedShape(PEN.createStrokedShape(line));
		canvas.setColor(INK);
		canvas.fill(drawn);
	}

	/// In memory: an instance may write to no disk.
	private static byte[] png(BufferedImage image) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
			ImageIO.write(image, "png", out);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	/// Of the commands of SVG, only M, L and C, each with its letter.
	private static Path2D path(String commands) {
		Path2D path = new Path2D.Double();
		Scanner words = new Scanner(commands);
		while (words.hasNext()) {
			switch (words.next()) {
				case "M" -> path.moveTo(words.nextInt(), words.nextInt());
				case "L" -> path.lineTo(words.nextInt(), words.nextInt());
				default -> path.curveTo(words.nextInt(), words.nextInt(), words.nextInt(), words.nextInt(),
						words.nextInt(), words.nextInt());
			}
		}
		return path;
	}

}
