package dev.visitorboard.serverless;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// What the function answers, address by address. `CountContractIT` holds it against the service's own answers.
final class Routes {

	/// As the service's `board.web.max-body`.
	private static final int LONGEST_BODY = 16 * 1024;

	private Routes() {
	}

	/// @param instance the name of this copy of the function
	static Answer answer(HttpEvent request, CountTable table, String instance) {
		if (request.bodyLength() > LONGEST_BODY) {
			return Answer.problem(413, "The request is larger than is taken here.");
		}
		return switch (request.path()) {
			case "/count" -> count(request, table);
			case "/health" -> health(request, table, instance);
			default -> Answer.problem(404, "There is nothing at this address.");
		};
	}

	private static Answer count(HttpEvent request, CountTable table) {
		if (Cors.isPreflight(request)) {
			return Cors.preflight(request);
		}
		return switch (request.method()) {
			case "GET", "HEAD" -> Cors.open(number(table::total), request);
			case "POST" -> Cors.open(number(table::count), request);
			case "OPTIONS" -> options("GET,HEAD,POST,OPTIONS");
			default -> notAllowed(request, "GET, POST");
		};
	}

	private static Answer number(LongSupplier source) {
		try {
			return Answer.ok(Map.of("count", source.getAsLong()));
		}
		catch (TableAwayException ex) {
			return away(ex);
		}
	}

	/// Throttled, unclear or refused: a visitor can do the same about each of them.
	private static Answer away(TableAwayException failure) {
		return Answer.problem(503, "The board's table does not answer. Try again in a moment.")
			.with(Map.of("Retry-After", "1"))
			.because(failure);
	}

	private static Answer health(HttpEvent request, CountTable table, String instance) {
		return switch (request.method()) {
			case "GET", "HEAD" -> health(table, instance);
			case "OPTIONS" -> options("GET,HEAD,OPTIONS");
			default -> notAllowed(request, "GET");
		};
	}

	/// Says nothing that an attacker could use.
	private static Answer health(CountTable table, String instance) {
		Map<String, Object> report = new LinkedHashMap<>();
		report.put("service", "visitor-board");
		report.put("instanceId", instance);
		report.put("timestamp", Instant.now().truncatedTo(ChronoUnit.MILLIS));
		try {
			report.put("count", table.total());
			report.put("status", "healthy");
			report.put("database", "connected");
			return Answer.ok(report);
		}
		catch (TableAwayException ex) {
			report.put("status", "unhealthy");
			report.put("database", "disconnected");
			return Answer.of(503, report).because(ex);
		}
	}

	private static Answer options(String methods) {
		return Answer.empty(Map.of("Allow", methods));
	}

	private static Answer notAllowed(HttpEvent request, String methods) {
		return Answer.problem(405, "Method '" + request.method() + "' is not supported.")
			.with(Map.of("Allow", methods));
	}

}
