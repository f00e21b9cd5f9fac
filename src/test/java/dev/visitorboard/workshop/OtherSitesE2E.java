package dev.visitorboard.workshop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import com.sun.net.httpserver.HttpServer;
import dev.visitorboard.testing.BesideOthers;
import dev.visitorboard.testing.BoardTest;
import dev.visitorboard.testing.Browser;
import dev.visitorboard.testing.FreePort;
import dev.visitorboard.testing.Http;
import dev.visitorboard.testing.InBrowser;
import dev.visitorboard.testing.RunningBoard;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/// What the API's document gives to owners of other sites, on a page of another site in a real browser.
@BesideOthers
@ExtendWith(InBrowser.class)
@BoardTest
class OtherSitesE2E {

	private static final String BOARD = "https://board.example";

	private final Browser browser;

	private final RunningBoard board;

	private final HttpServer site;

	OtherSitesE2E(Browser browser, RunningBoard board) throws IOException {
		this.browser = browser;
		this.board = board;
		this.site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
	}

	@BeforeAll
	void serveThePage() throws IOException {
		String page = "<!DOCTYPE html><html lang=en><meta charset=utf-8><title>Another site</title>"
				+ String.join("\n", Document.read(Path.of("src/docs/api.md")).blocks("html").getFirst().lines());
		assertThat(page).contains(BOARD);
		serve("/", page.replace(BOARD, this.board.uri("").toString()));
		serve("/without", page.replace(BOARD, "http://127.0.0.1:" + FreePort.find()));
		this.site.start();
	}

	private void serve(String path, String page) {
		byte[] body = page.getBytes(StandardCharsets.UTF_8);
		this.site.createContext(path, (exchange) -> {
			exchange.getResponseHeaders().set("Content-Type", "text/html");
			exchange.sendResponseHeaders(200, body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
	}

	@AfterAll
	void stop() {
		this.site.stop(0);
	}

	@Test
	void aBrowserIsCountedOnceADayAndSeesTheNumber() {
		this.browser.open(address("/without"));
		this.browser.await("the board to be missed",
				() -> Boolean.TRUE.equals(this.browser.run("return localStorage.getItem('counted') === null"))
						&& !this.browser.console().isEmpty());

		this.browser.open(address("/"));
		awaitNumber("1");
		assertThat(this.browser.shows("img")).isTrue();
		this.browser.await("the badge",
				() -> Boolean.TRUE.equals(this.browser.run("return document.images[0].naturalWidth > 0")));
		this.browser.reload();
		awaitNumber("1");
		assertThat(count()).isEqualTo("{\"count\":1}");

		Http.send("POST", this.board.uri("/count"), "");
		this.browser.reload();
		awaitNumber("2");

		this.browser.run("localStorage.setItem('counted', Date.now() - 25 * 60 * 60 * 1000)");
		this.browser.reload();
		awaitNumber("3");
		this.browser.reload();
		awaitNumber("3");
		assertThat(count()).isEqualTo("{\"count\":3}");
	}

	private URI address(String path) {
		// Not the board's host, so that it is another site and not only another origin.
		return URI.create("http://localhost:" + this.site.getAddress().getPort() + path);
	}

	private void awaitNumber(String number) {
		this.browser.await("number " + number, () -> this.browser.text("#visitors").equals(number));
	}

	private String count() {
		return Http.get(this.board.uri("/count")).body();
	}

}
