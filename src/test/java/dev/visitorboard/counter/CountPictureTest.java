package dev.visitorboard.counter;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CountPictureTest {

	private static final int GROUND = 0xFFF4F6F5;

	private static final int MARGIN = 80;

	@ParameterizedTest
	@ValueSource(longs = { 0, 1, 42, 1_234, 1_234_567, 888_888_888, Long.MAX_VALUE })
	void everyCountFitsBetweenTheMargins(long count) throws IOException {
		BufferedImage picture = picture(count);
		assertThat(picture.getWidth()).isEqualTo(1200);
		assertThat(picture.getHeight()).isEqualTo(630);
		int[] pixels = picture.getRGB(0, 0, 1200, 630, null, 0, 1200);
		int[] drawn = IntStream.range(0, pixels.length).filter((at) -> pixels[at] != GROUND).toArray();
		assertThat(drawn).hasSizeGreaterThan(20_000);
		assertThat(IntStream.of(drawn)).allMatch((at) -> isWithin(at % 1200, 1200) && isWithin(at / 1200, 630));
	}

	private static boolean isWithin(int place, int length) {
		return place >= MARGIN && place < length - MARGIN;
	}

	@Test
	void eachDigitIsAnotherPicture() throws IOException {
		Set<Integer> pictures = new HashSet<>();
		for (int digit = 0; digit < 10; digit++) {
			pictures.add(Arrays.hashCode(picture(digit).getRGB(0, 0, 1200, 630, null, 0, 1200)));
		}
		assertThat(pictures).hasSize(10);
	}

	private static BufferedImage picture(long count) throws IOException {
		return ImageIO.read(new ByteArrayInputStream(CountPicture.png(count)));
	}

}
