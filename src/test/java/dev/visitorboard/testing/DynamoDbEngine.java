package dev.visitorboard.testing;

import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

import org.springframework.util.function.SingletonSupplier;

/// The engine that tests run on, one for all tests of this process: DynamoDB Local in process, or, where the system
/// property `dynamodb.image` names an image that speaks DynamoDB's protocol, that one in a container. Tests that only a container can serve are skipped
/// where there is none, and say why.
public final class DynamoDbEngine implements ExecutionCondition {

	private static final Optional<String> IMAGE = Optional.ofNullable(System.getProperty("dynamodb.image"));

	/// In the container.
	private static final int PORT = Integer.getInteger("dynamodb.port", 8000);

	private static final Supplier<LocalDynamoDb> IN_PROCESS = SingletonSupplier.of(LocalDynamoDb::inMemory);

	private static final Supplier<Container> CONTAINER = SingletonSupplier
		.of(() -> Container.start(IMAGE.orElseThrow()));

	public static URI endpoint() {
		return IMAGE.isPresent() ? CONTAINER.get().endpoint().orElseThrow() : IN_PROCESS.get().endpoint();
	}

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		if (IMAGE.isEmpty() || CONTAINER.get().endpoint().isPresent()) {
			return ConditionEvaluationResult.enabled("there is an engine");
		}
		String reason = "%s was skipped on %s: %s".formatted(context.getDisplayName(), IMAGE.get(),
				CONTAINER.get().whyNot());
		if (context.getTestMethod().isEmpty()) {
			System.out.println(reason);
		}
		return ConditionEvaluationResult.disabled(reason);
	}

	/// @param endpoint empty where no container could be had
	private record Container(Optional<URI> endpoint, String whyNot) {

		@SuppressWarnings("resource")
		static Container start(String image) {
			if (!DockerClientFactory.instance().isDockerAvailable()) {
				return new Container(Optional.empty(), "no Docker engine answers");
			}
			try {
				// Ends with this process: Testcontainers sees to it.
				GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(image))
					.withExposedPorts(PORT)
					.waitingFor(Wait.forHttp("/").forStatusCodeMatching((_) -> true));
				container.start();
				return new Container(
						Optional.of(URI.create("http://" + container.getHost() + ":" + container.getMappedPort(PORT))),
						"");
			}
			catch (ContainerFetchException ex) {
				return new Container(Optional.empty(), "its image cannot be had (" + ex.getMessage() + ")");
			}
		}

	}

}
