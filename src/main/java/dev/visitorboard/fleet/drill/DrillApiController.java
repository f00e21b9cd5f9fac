package dev.visitorboard.fleet.drill;

import java.util.List;
import java.util.Optional;

import dev.visitorboard.access.InstructorOnly;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The drill for programs.
@RestController
@InstructorOnly
@RequestMapping(path = DrillController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
class DrillApiController {

	private final DrillRunner drills;

	DrillApiController(DrillRunner drills) {
		this.drills = drills;
	}

	/// A form, or no body at all.
	@PostMapping
	ResponseEntity<DrillJson> start(@RequestParam(required = false) @Nullable String intensity,
			@RequestParam(required = false) @Nullable String duration,
			@RequestHeader(HttpHeaders.CONTENT_TYPE) Optional<MediaType> type)
			throws HttpMediaTypeNotSupportedException {
		if (type.isPresent() && !type.get().isCompatibleWith(MediaType.APPLICATION_FORM_URLENCODED)) {
			throw new HttpMediaTypeNotSupportedException(type.get(),
					List.of(MediaType.APPLICATION_JSON, MediaType.APPLICATION_FORM_URLENCODED));
		}
		return start(DrillOrder.parse(intensity, duration));
	}

	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<DrillJson> start(@RequestBody DrillOrderJson order) {
		return start(DrillOrder.parse(order.text(order.intensity()), order.text(order.duration())));
	}

	/// Also where no drill runs, so that it may be repeated.
	@DeleteMapping
	ResponseEntity<Void> cancel() {
		this.drills.cancel();
		return ResponseEntity.noContent().build();
	}

	/// 202, since the other instances join within the time of a heartbeat.
	private ResponseEntity<DrillJson> start(DrillOrder order) {
		return ResponseEntity.accepted().body(DrillJson.of(this.drills.start(order.intensity(), order.duration())));
	}

	/// Each may be left out, and may be a number or a text.
	record DrillOrderJson(@Nullable JsonNode intensity, @Nullable JsonNode duration) {

		@Nullable String text(@Nullable JsonNode value) {
			return (value == null || value.isNull()) ? null : value.asString(value.toString());
		}

	}

}
