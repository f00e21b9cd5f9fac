package dev.visitorboard.startup;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.visitorboard.dynamodb.BoardTable;
import dev.visitorboard.dynamodb.DynamoDbSettings;
import dev.visitorboard.startup.TableFault.Kind;
import software.amazon.awssdk.regions.Region;

/// What a [TableTrial] tells about the table, its keys and each action.
final class TrialFindings {

	private TrialFindings() {
	}

	static List<Finding> of(TableTrial trial, DynamoDbSettings settings, Region region) {
		List<Finding> findings = new ArrayList<>();
		String table = "table \"%s\"".formatted(settings.table());
		String keys = "keys %s and %s".formatted(BoardTable.PARTITION_KEY, BoardTable.SORT_KEY);
		Optional<TableFault> common = trial.faults()
			.values()
			.stream()
			.filter((fault) -> fault.kind().isForAllActions())
			.findFirst();
		if (common.isPresent()) {
			Finding fault = Finding.fail(trial.explain(common.get(), settings, region));
			boolean exists = common.get().kind() == Kind.OTHER_KEYS;
			findings.add(exists ? Finding.ok(table) : fault);
			findings.add(exists ? fault : Finding.skip(keys));
		}
		else {
			boolean seen = !trial.allowed().isEmpty();
			findings.add(seen ? Finding.ok(table) : Finding.skip(table));
			findings.add(seen ? Finding.ok(keys) : Finding.skip(keys));
		}
		for (TableAction action : TableAction.values()) {
			findings.add(action(action, trial, settings));
		}
		return findings;
	}

	private static Finding action(TableAction action, TableTrial trial, DynamoDbSettings settings) {
		if (trial.allowed().contains(action)) {
			return Finding.ok(action.permission());
		}
		TableFault fault = trial.faults().get(action);
		if (fault == null || fault.kind().isForAllActions()) {
			return Finding.skip(action.permission());
		}
		return Finding.fail((fault.kind() == Kind.DENIED)
				? "%s on \"%s\" is denied: add it to the policy of this instance's role.".formatted(action.permission(),
						settings.table())
				: "%s on \"%s\": %s".formatted(action.permission(), settings.table(), fault.reason()));
	}

}
