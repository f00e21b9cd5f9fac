package dev.visitorboard.fleet;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.visitorboard.dynamodb.Reading;
import dev.visitorboard.dynamodb.StoreUnavailableException;
import dev.visitorboard.instance.Instance;
import dev.visitorboard.web.Age;
import dev.visitorboard.web.Rendered;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

/// The page as all watchers of a language and size get it, rendered once for what it shows.
@Service
class FleetPages {

	private final Fleet fleet;

	private final Drills drills;

	private final FleetHistory history;

	private final Instance self;

	private final FleetPageRenderer renderer;

	/// No more than there are languages and sizes.
	private final Map<Kind, Kept> kept = new ConcurrentHashMap<>();

	FleetPages(Fleet fleet, Drills drills, FleetHistory history, Instance self, FleetPageRenderer renderer) {
		this.fleet = fleet;
		this.drills = drills;
		this.history = history;
		this.self = self;
		this.renderer = renderer;
	}

	/// @param projector whether it is to be read from afar
	/// @throws StoreUnavailableException when this instance has never seen the fleet
	Rendered page(boolean projector, Locale locale) {
		Reading<FleetPicture> reading = this.fleet.pictureOrLatest();
		Content content = new Content(reading.value(), this.drills.running().map(DrillJson::of).orElse(null),
				this.history.points(), reading.isOutdated() ? Age.of(reading.age()) : null);
		Kept page = this.kept.compute(new Kind(projector, locale),
				(kind, current) -> (current != null && current.content().equals(content)) ? current
						: new Kept(content, render(content, kind)));
		return page.rendered();
	}

	private Rendered render(Content content, Kind kind) {
		return Rendered.of(this.renderer.render(FleetView.of(content.picture(), content.drill(), content.points(),
				content.age(), this.self.id(), kind.projector(), kind.locale())));
	}

	private record Content(FleetPicture picture, @Nullable DrillJson drill, List<FleetPoint> points,
			@Nullable Age age) {
	}

	private record Kind(boolean projector, Locale locale) {
	}

	private record Kept(Content content, Rendered rendered) {
	}

}
