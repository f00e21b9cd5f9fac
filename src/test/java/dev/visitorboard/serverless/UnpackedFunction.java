package dev.visitorboard.serverless;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import dev.visitorboard.testing.JavaProcess;
import dev.visitorboard.testing.Patience;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/// The zip, unpacked as Lambda does, and run by AWS's own runtime interface client.
final class UnpackedFunction {

	static final Path ZIP = Path.of("target", "visitor-board-function.zip");

	private UnpackedFunction() {
	}

	/// The names of its files.
	static List<String> entries() throws IOException {
		try (ZipFile zip = new ZipFile(ZIP.toFile())) {
			return zip.stream().filter((entry) -> !entry.isDirectory()).map(ZipEntry::getName).toList();
		}
	}

	static void unpack(Path folder) throws IOException {
		try (ZipFile zip = new ZipFile(ZIP.toFile())) {
			Enumeration<? extends ZipEntry> entries = zip.entries();
			while (entries.hasMoreElements()) {
				ZipEntry entry = entries.nextElement();
				Path file = folder.resolve(entry.getName());
				if (!entry.isDirectory()) {
					Files.createDirectories(file.getParent());
					Files.copy(zip.getInputStream(entry), file);
				}
			}
		}
	}

	/// Starts it as Lambda does, with SnapStart.
	/// @param folder where it was unpacked
	/// @param options for the JVM
	static JavaProcess start(Path folder, RuntimeApi api, Map<String, String> environment, String... options) {
		Map<String, String> all = new HashMap<>(Map.of("AWS_LAMBDA_RUNTIME_API", api.address(), "AWS_REGION",
				"eu-central-1", "AWS_LAMBDA_FUNCTION_NAME", "count", "AWS_LAMBDA_FUNCTION_VERSION", "1",
				"AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512",
				// A busy build machine is no outage.
				"ATTEMPT_TIMEOUT", Patience.LONGEST.toString(), "AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start",
				"AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://" + api.address() + "/credentials"));
		all.putAll(environment);
		List<String> arguments = new ArrayList<>(List.of(options));
		// As Lambda's own bootstrap has it. The function's classes come from the folder.
		arguments.addAll(List.of("--enable-native-access=ALL-UNNAMED",
				"-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac", "-Duser.dir=" + folder, "-cp",
				runtimeClassPath(), AWSLambda.class.getName(), CountFunction.class.getName()));
		return JavaProcess.start(all, arguments.toArray(String[]::new));
	}

	static Map<String, String> environment(URI dynamoDb, String table) {
		return Map.of("TABLE_NAME", table, "AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.toString());
	}

	/// What is Lambda's, and nothing of ours.
	private static String runtimeClassPath() {
		return Stream
			.of(AWSLambda.class, PojoSerializer.class, SdkInternalThreadLocal.class,
					com.amazonaws.services.lambda.runtime.Context.class)
			.map((type) -> Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString())))
			.map(Path::toString)
			.collect(Collectors.joining(File.pathSeparator));
	}

}
