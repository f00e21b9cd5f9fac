package dev.visitorboard.dynamodb;

import java.util.Map;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Reads the table once before the web server starts: it warms the connection, and a table that cannot be read stops
/// the boot with one line that says why.
@Component
class TableCheck implements SmartLifecycle {

	private static final Map<String, AttributeValue> NO_ITEM = BoardTable.key("CHECK", "CHECK");

	private final DynamoDbClient client;

	private final DynamoDbSettings settings;

	private final Region region;

	private volatile boolean running;

	TableCheck(DynamoDbClient client, DynamoDbSettings settings, Region region) {
		this.client = client;
		this.settings = settings;
		this.region = region;
	}

	@Override
	public void start() {
		try {
			this.client.getItem((get) -> get.tableName(this.settings.table()).key(NO_ITEM).consistentRead(true));
		}
		catch (SdkException ex) {
			throw new StartupFailureException(explain(ex), ex);
		}
		this.running = true;
	}

	private String explain(SdkException failure) {
		String table = "the table \"%s\" in region %s".formatted(this.settings.table(), this.region);
		String reason = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
		return switch (failure) {
			case ResourceNotFoundException _ ->
				"There is no table \"%s\" in region %s: create it as the README shows, or point TABLE_NAME and AWS_REGION to the one there is."
					.formatted(this.settings.table(), this.region);
			case AwsServiceException refused ->
				"DynamoDB refused to read %s (%s): check TABLE_NAME, its keys %s and %s, and this instance's permissions."
					.formatted(table, refused.awsErrorDetails().errorCode(), BoardTable.PARTITION_KEY,
							BoardTable.SORT_KEY);
			case SdkException _ when reason.startsWith("Unable to load credentials") ->
				"No AWS credentials were found to read %s with: give this instance a role, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."
					.formatted(table);
			default ->
				"DynamoDB could not be asked for %s: check AWS_REGION, AWS_ENDPOINT_URL_DYNAMODB and the network. %s"
					.formatted(table, reason);
		};
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return Integer.MIN_VALUE;
	}

}
