package dev.visitorboard.fleet.page;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

import dev.visitorboard.fleet.Fleet;
import dev.visitorboard.fleet.FleetPicture;
import dev.visitorboard.fleet.Heartbeat;
import dev.visitorboard.fleet.Load;
import dev.visitorboard.fleet.Member;
import dev.visitorboard.fleet.drill.DrillJson;
import dev.visitorboard.fleet.drill.DrillRunner;
import dev.visitorboard.instance.BootStep;
import dev.visitorboard.instance.Instance;
import dev.visitorboard.web.Rendered;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/// The fleet for programs.
@RestController
class FleetApiController {

	static final String PATH = "/fleet";

	private final Fleet fleet;

	private final DrillRunner drills;

	private final Instance self;

	private final JsonMapper json;

	FleetApiController(Fleet fleet, DrillRunner drills, Instance self, JsonMapper json) {
		this.fleet = fleet;
		this.drills = drills;
		this.self = self;
		this.json = json;
	}

	@GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<byte[]> json(ServletWebRequest request) {
		FleetJson fleet = FleetJson.of(this.fleet.pictureOrLatest().value(), this.self.id(), this.drills.running());
		return Rendered.view(this.json.writeValueAsString(fleet), MediaType.APPLICATION_JSON).answer(request);
	}

	/// For clients that ask for text, and for those that take anything, such as curl.
	@GetMapping(path = PATH, produces = { MediaType.TEXT_PLAIN_VALUE, MediaType.ALL_VALUE })
	ResponseEntity<byte[]> text(ServletWebRequest request) {
		return Rendered.text(FleetText.of(this.fleet.pictureOrLatest().value(), this.drills.running(), this.self.id()))
			.answer(request);
	}

	/// @param at when the table was read; long ago only while it does not answer
	/// @param meanCpu of those that serve
	record FleetJson(Instant at, String servedBy, List<InstanceJson> instances, @Nullable Double meanCpu,
			double requestsPerSecond, @Nullable DrillJson drill) {

		static FleetJson of(FleetPicture picture, String servedBy, Optional<DrillRunner.Running> drill) {
			return new FleetJson(picture.at().truncatedTo(ChronoUnit.MILLIS), servedBy,
					picture.members().stream().map(InstanceJson::of).toList(), picture.meanCpu(),
					picture.requestsPerSecond(), drill.map(DrillJson::of).orElse(null));
		}

	}

	record InstanceJson(String id, @Nullable String zone, @Nullable String type, String version, Instant startedAt,
			String state, @Nullable Double cpu, double requestsPerSecond, int inFlight, @Nullable Double p99Millis,
			double heartbeatAgeSeconds, BootJson boot) {

		static InstanceJson of(Member member) {
			Heartbeat heartbeat = member.heartbeat();
			Instance instance = heartbeat.instance();
			Load load = heartbeat.load();
			return new InstanceJson(instance.id(), instance.zone(), instance.type(), instance.version(),
					heartbeat.startedAt().truncatedTo(ChronoUnit.MILLIS), member.state().code(), load.cpu(),
					load.requestsPerSecond(), load.inFlight(), load.p99Millis(),
					Math.round(member.age().toMillis() / 100.0) / 10.0,
					new BootJson(heartbeat.readySeconds(), heartbeat.boot()));
		}

	}

	/// @param readySeconds all steps together; null while the instance is not ready
	record BootJson(@Nullable Double readySeconds, List<BootStep> steps) {
	}

}
