package dev.visitorboard.startup;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.visitorboard.dynamodb.BoardTable;
import dev.visitorboard.dynamodb.DynamoDbSettings;
import dev.visitorboard.startup.TableFault.Kind;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Each [TableAction] tried once, which changes nothing.
///
/// @param allowed the actions that work
/// @param faults of the actions that do not; one that would stop all others is the last that was tried
record TableTrial(DynamoDbSettings settings, Region region, Set<TableAction> allowed,
		Map<TableAction, TableFault> faults) {

	static TableTrial of(DynamoDbClient client, DynamoDbSettings settings, Region region) {
		TableTrial trial = new TableTrial(settings, region, EnumSet.noneOf(TableAction.class),
				new EnumMap<>(TableAction.class));
		for (TableAction action : TableAction.values()) {
			try {
				action.attempt(client, settings.table());
				trial.allowed.add(action);
			}
			catch (SdkException ex) {
				TableFault fault = TableFault.of(ex);
				trial.faults.put(action, fault);
				if (fault.kind().isForAllActions()) {
					break;
				}
			}
		}
		return trial;
	}

	/// The fault to mend first.
	Optional<TableFault> fault() {
		return this.faults.values().stream().max(Comparator.comparing(TableFault::kind));
	}

	/// What is wrong and the fix, in one line.
	String explain(TableFault fault) {
		String table = "the table \"%s\" in region %s".formatted(this.settings.table(), this.region);
		return switch (fault.kind()) {
			case UNREACHABLE -> "DynamoDB does not answer for %s at %s: check the network%s (%s).".formatted(table,
					this.settings.address(this.region), (this.settings.endpoint() != null)
							? " and AWS_ENDPOINT_URL_DYNAMODB" : ", its route to DynamoDB, and AWS_REGION",
					fault.reason());
			case NO_CREDENTIALS ->
				"No AWS credentials were found to read %s with: give this instance a role, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."
					.formatted(table);
			case BAD_CREDENTIALS ->
				"AWS does not take the credentials for %s: check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN and this machine's clock (%s)."
					.formatted(table, fault.reason());
			case EXPIRED_CREDENTIALS ->
				"The AWS credentials for %s have expired: renew them, or use a role, which renews its own."
					.formatted(table);
			case NO_TABLE ->
				"There is no table \"%s\" in region %s: create it as src/docs/configuration.md shows, or point TABLE_NAME and AWS_REGION to the one there is."
					.formatted(this.settings.table(), this.region);
			case OTHER_KEYS ->
				"T%s has other keys than %s and %s, both of type String: create one as src/docs/configuration.md shows, or point TABLE_NAME to it."
					.formatted(table.substring(1), BoardTable.PARTITION_KEY, BoardTable.SORT_KEY);
			case DENIED ->
				"This instance may not %s on %s: add it to the policy of its role, or point TABLE_NAME and AWS_REGION to the table that the policy names."
					.formatted(denied(), table);
			case REFUSED -> "DynamoDB refused to serve %s (%s).".formatted(table, fault.reason());
		};
	}

	private String denied() {
		return this.faults.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().kind() == Kind.DENIED)
			.map((entry) -> entry.getKey().permission())
			.collect(Collectors.joining(", "));
	}

	/// What this tells of the table, of its keys, and of each action.
	List<Finding> findings() {
		Optional<TableFault> common = this.faults.values()
			.stream()
			.filter((fault) -> fault.kind().isForAllActions())
			.findFirst();
		boolean otherKeys = common.filter((fault) -> fault.kind() == Kind.OTHER_KEYS).isPresent();
		Optional<Finding> fault = common.map((found) -> Finding.fail(explain(found)));
		String table = "table \"%s\"".formatted(this.settings.table());
		String keys = "keys %s and %s".formatted(BoardTable.PARTITION_KEY, BoardTable.SORT_KEY);
		boolean seen = !this.allowed.isEmpty();
		List<Finding> findings = new ArrayList<>();
		findings
			.add(fault.filter((_) -> !otherKeys).orElse((seen || otherKeys) ? Finding.ok(table) : Finding.skip(table)));
		findings.add(fault.filter((_) -> otherKeys)
			.orElse((seen && fault.isEmpty()) ? Finding.ok(keys) : Finding.skip(keys)));
		for (TableAction action : TableAction.values()) {
			findings.add(finding(action));
		}
		return findings;
	}

	private Finding finding(TableAction action) {
		TableFault fault = this.faults.get(action);
		if (this.allowed.contains(action)) {
			return Finding.ok(action.permission());
		}
		if (fault == null || fault.kind().isForAllActions()) {
			return Finding.skip(action.permission());
		}
		return Finding.fail((fault.kind() == Kind.DENIED)
				? "%s on \"%s\" is denied: add it to the policy of this instance's role.".formatted(action.permission(),
						this.settings.table())
				: "%s on \"%s\": %s".formatted(action.permission(), this.settings.table(), fault.reason()));
	}

}
