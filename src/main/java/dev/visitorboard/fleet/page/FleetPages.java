package dev.visitorboard.fleet.page;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.visitorboard.dynamodb.Reading;
import dev.visitorboard.dynamodb.StoreUnavailableException;
import dev.visitorboard.fleet.Fleet;
import dev.visitorboard.fleet.FleetHistory;
import dev.visitorboard.fleet.FleetPicture;
import dev.visitorboard.fleet.FleetPoint;
import dev.visitorboard.fleet.drill.DrillJson;
import dev.visitorboard.fleet.drill.DrillRunner;
import dev.visitorboard.instance.CpuSettings;
import dev.visitorboard.instance.Instance;
import dev.visitorboard.web.Age;
import dev.visitorboard.web.PageCache;
import dev.visitorboard.web.Rendered;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

/// The page as all watchers of a language and size get it.
@Service
class FleetPages {

	private final Fleet fleet;

	private final DrillRunner drills;

	private final FleetHistory history;

	private final Instance self;

	private final int target;

	private final PageCache cache;

	FleetPages(Fleet fleet, DrillRunner drills, FleetHistory history, Instance self, CpuSettings cpu, PageCache cache) {
		this.fleet = fleet;
		this.drills = drills;
		this.history = history;
		this.self = self;
		this.target = cpu.target();
		this.cache = cache;
	}

	/// @param view `projector` to be read from afar, `still` without refreshing itself
	/// @throws StoreUnavailableException when this instance has never seen the fleet
	Rendered page(String view, Locale locale) {
		Reading<FleetPicture> reading = this.fleet.pictureOrLatest();
		Content content = new Content(reading.value(), this.drills.running().map(DrillJson::of).orElse(null),
				this.history.points(), reading.isOutdated() ? Age.of(reading.age()) : null);
		return this.cache.get(new PageCache.Key("fleet", view, locale), content, () -> Map.of("view",
				view(content, view.equals("projector"), locale), "live", "fleet", "still", view.equals("still")));
	}

	private FleetView view(Content content, boolean projector, Locale locale) {
		return FleetView.of(content.picture(), content.drill(), content.points(), content.age(), this.self.id(),
				this.target, projector, locale);
	}

	private record Content(FleetPicture picture, @Nullable DrillJson drill, List<FleetPoint> points,
			@Nullable Age age) {
	}

}
