package dev.visitorboard.instance;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class FaceTest {

	/// Another version would give the messages of today another face.
	@ParameterizedTest
	@CsvSource({ "i-1, Z, 5", "i-2, A, 6", "local-8080, H, 2", "i-0123456789abcdef0, L, 4", "unknown, S, 2" })
	void anIdAlwaysHasTheSameFace(String id, char letter, int colour) {
		Face face = new Face(id);
		assertThat(face.letter()).isEqualTo(letter);
		assertThat(face.colour()).isEqualTo(colour);
		assertThat(face.inText()).isEqualTo(letter + " " + id);
	}

	@Test
	void instancesOnOneLaptopAllDiffer() {
		List<Face> faces = IntStream.range(8080, 8080 + Face.COLOURS)
			.mapToObj((port) -> new Face("local-" + port))
			.toList();
		assertThat(faces.stream().map(Face::letter)).doesNotHaveDuplicates();
		assertThat(faces.stream().map(Face::colour)).doesNotHaveDuplicates();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "💥", "мой-сервер", "a much longer name than any instance should have" })
	void anyIdHasAFace(String id) {
		Face face = new Face(id);
		assertThat(face.letter()).isBetween('A', 'Z');
		assertThat(face.colour()).isBetween(0, Face.COLOURS - 1);
	}

	@ParameterizedTest
	@CsvSource({ "i-1, i-1", "local-8080, local-8080", "i-0123456789abcdef0, …bcdef0" })
	void aLongIdIsToldByItsEnd(String id, String shown) {
		assertThat(new Face(id).shortId()).isEqualTo(shown);
	}

}
