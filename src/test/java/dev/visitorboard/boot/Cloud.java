package dev.visitorboard.boot;

import java.util.List;

import dev.visitorboard.testing.Command;
import dev.visitorboard.testing.LocalDynamoDb;

import static org.awaitility.Awaitility.await;

/// What instances find around them: S3 and Secrets Manager of moto, and DynamoDB Local, each in a container.
final class Cloud implements AutoCloseable {

	static final String BUCKET = "artifacts";

	static final String TABLE = "visitors";

	static final String INSTRUCTOR_TOKEN = "instructor-0123456789";

	/// Every character that a file of variables could take amiss.
	static final String SIGNING_KEY = "a\"b\\c$d`e'f=g h;i-0123456789-0123456789";

	private final Docker moto;

	private final Docker dynamoDb;

	private Cloud(Docker moto, Docker dynamoDb) {
		this.moto = moto;
		this.dynamoDb = dynamoDb;
	}

	/// Where the aws command and moto of this machine lie, both in one folder.
	/// @return empty if it has not both
	static String python() {
		Command found = Command.run("python3", "-c", """
				import os, awscli, moto.server
				print(os.path.commonpath([os.path.dirname(awscli.__file__), os.path.dirname(moto.__file__)]))""");
		return (found.exitCode() == 0) ? found.output().strip() : "";
	}

	static boolean imagesAreThere() {
		return Docker.hasImage(Machine.IMAGE) && Docker.hasImage(LocalDynamoDb.IMAGE);
	}

	static Cloud start() {
		Docker dynamoDb = Docker.run(LocalDynamoDb.inContainer());
		Docker moto = Docker.run(List.of("--volume", python() + ":/srv/python:ro", "--env", "PYTHONPATH=/srv/python",
				"--env", "AWS_ACCESS_KEY_ID=test", "--env", "AWS_SECRET_ACCESS_KEY=test", "--env",
				"AWS_DEFAULT_REGION=" + Machine.REGION, Machine.IMAGE, "python3", "-m", "moto.server", "-H",
				"0.0.0.0"));
		Cloud cloud = new Cloud(moto, dynamoDb);
		cloud.furnish();
		return cloud;
	}

	private void furnish() {
		await().until(() -> this.moto.execute("curl", "-s", "http://127.0.0.1:5000").exitCode() == 0
				&& this.moto.execute("curl", "-s", dynamoDb()).exitCode() == 0);
		aws(endpoint(), "s3 mb s3://" + BUCKET);
		aws(endpoint(), "secretsmanager create-secret --name board/signing --secret-string " + "'"
				+ SIGNING_KEY.replace("'", "'\\''") + "'");
		aws(endpoint(), "secretsmanager create-secret --name board/instructor --secret-string " + INSTRUCTOR_TOKEN);
		aws(dynamoDb(),
				"dynamodb create-table --billing-mode PAY_PER_REQUEST --table-name " + TABLE
						+ " --attribute-definitions AttributeName=pk,AttributeType=S AttributeName=sk,AttributeType=S"
						+ " --key-schema AttributeName=pk,KeyType=HASH AttributeName=sk,KeyType=RANGE");
	}

	/// The names of what is in the bucket.
	List<String> offered() {
		return aws(endpoint(), "s3 ls --recursive s3://" + BUCKET).lines()
			.map((line) -> line.substring(line.lastIndexOf(' ') + 1))
			.toList();
	}

	/// As whoever puts a commit's artifact where another's belongs.
	void offer(String commit, String artifactOf) {
		aws(endpoint(), "s3api copy-object --copy-source " + BUCKET + "/" + artifactOf + "/visitor-board.tar --bucket "
				+ BUCKET + " --key " + commit + "/visitor-board.tar");
	}

	String endpoint() {
		return "http://" + this.moto.address() + ":5000";
	}

	String dynamoDb() {
		return "http://" + this.dynamoDb.address() + ":8000";
	}

	private String aws(String endpoint, String command) {
		return this.moto.bash("python3 -m awscli --endpoint-url " + endpoint + " " + command);
	}

	@Override
	public void close() {
		this.moto.close();
		this.dynamoDb.close();
	}

}
