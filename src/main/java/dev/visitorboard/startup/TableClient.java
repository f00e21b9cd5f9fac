package dev.visitorboard.startup;

import dev.visitorboard.dynamodb.DynamoDbConfiguration;
import dev.visitorboard.dynamodb.DynamoDbSettings;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/// The client that the board uses, without the board.
record TableClient(AnnotationConfigApplicationContext context) implements AutoCloseable {

	static TableClient open(DynamoDbSettings settings) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		context.registerBean(DynamoDbSettings.class, () -> settings);
		context.register(DynamoDbConfiguration.class);
		context.refresh();
		return new TableClient(context);
	}

	DynamoDbClient dynamoDb() {
		return this.context.getBean(DynamoDbClient.class);
	}

	@Override
	public void close() {
		this.context.close();
	}

}
