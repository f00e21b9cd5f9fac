package constant;

import java.net.URI;
import java.util.Map;

import dev.visitorboard.testing.LocalDynamoDb;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/// What counting is held against, and the obvious way to write it: one `ADD` for each visit.
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({ TomcatServletWebServerAutoConfiguration.class, DispatcherServletAutoConfiguration.class,
		WebMvcAutoConfiguration.class, HttpMessageConvertersAutoConfiguration.class })
@RestController
public class PlainAdd {

	private final DynamoDbClient client;

	private final String table;

	/// Counts in an item of a table.
	PlainAdd(@Value("${endpoint}") URI endpoint, @Value("${table}") String table) {
		this.client = LocalDynamoDb.client(endpoint);
		this.table = table;
	}

	static void main(String[] arguments) {
		new SpringApplicationBuilder(PlainAdd.class)
			.properties("spring.config.name=constant", "server.port=${PORT}", "spring.threads.virtual.enabled=true")
			.run(arguments);
	}

	@PostMapping("/count")
	Map<String, Long> count() {
		return Map.of("count", Long.valueOf(this.client
			.updateItem((update) -> update.tableName(this.table)
				.key(Map.of("pk", AttributeValue.fromS("PLAIN"), "sk", AttributeValue.fromS("TOTAL")))
				.updateExpression("ADD n :one")
				.expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1")))
				.returnValues(ReturnValue.UPDATED_NEW))
			.attributes()
			.get("n")
			.n()));
	}

}
