package dev.visitorboard.testing;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.chromium.ChromiumNetworkConditions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/// A headless Chromium as a visitor has it. Nothing is downloaded: it is the one that is installed.
public final class Browser implements AutoCloseable {

	private static final Duration GLANCE = Duration.ofMillis(50);

	private static final String[] CHROMIUM = { "chromium", "chromium-browser", "google-chrome" };

	private static final String[] CHROMEDRIVER = { "chromedriver" };

	private final ChromeDriver driver;

	private Browser(ChromeDriver driver) {
		this.driver = driver;
	}

	/// What has to be installed and is not.
	static Optional<String> missing() {
		return Stream.of(CHROMIUM, CHROMEDRIVER)
			.filter((names) -> Command.find(names).isEmpty())
			.map((names) -> names[0])
			.findFirst();
	}

	static Browser start() {
		LoggingPreferences logs = new LoggingPreferences();
		logs.enable(LogType.BROWSER, Level.ALL);
		ChromeOptions options = new ChromeOptions();
		options.setBinary(Command.find(CHROMIUM).orElseThrow().toFile());
		options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
		// The temporary profile that chromedriver makes is its to remove.
		options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
				"--disable-background-networking", "--disable-component-update", "--disable-sync", "--lang=en",
				"--accept-lang=en");
		ChromeDriverService service = ChromeDriverService.createDefaultService();
		service.setExecutable(Command.find(CHROMEDRIVER).orElseThrow().toString());
		return new Browser(new ChromeDriver(service, options));
	}

	/// A tab without cookies, storage or settings of an earlier test.
	void startAfresh() {
		String used = this.driver.getWindowHandle();
		this.driver.switchTo().newWindow(WindowType.TAB);
		String fresh = this.driver.getWindowHandle();
		this.driver.switchTo().window(used).close();
		this.driver.switchTo().window(fresh);
		cdp("Storage.clearDataForOrigin", Map.of("origin", "*", "storageTypes", "all"));
		console();
	}

	public Browser open(URI uri) {
		this.driver.get(uri.toString());
		return this;
	}

	public void reload() {
		this.driver.navigate().refresh();
	}

	public URI address() {
		return URI.create(Objects.requireNonNull(this.driver.getCurrentUrl()));
	}

	/// The first element that a CSS selector finds.
	public WebElement find(String selector) {
		return this.driver.findElement(By.cssSelector(selector));
	}

	public int count(String selector) {
		return this.driver.findElements(By.cssSelector(selector)).size();
	}

	public boolean shows(String selector) {
		return this.driver.findElements(By.cssSelector(selector)).stream().anyMatch(WebElement::isDisplayed);
	}

	public String text(String selector) {
		return find(selector).getText();
	}

	/// All the text within, on one line.
	public String words(String selector) {
		return String.valueOf(find(selector).getDomProperty("innerText")).replaceAll("\\s+", " ").strip();
	}

	/// What is in a form's field.
	public String value(String selector) {
		return String.valueOf(find(selector).getDomProperty("value"));
	}

	/// Fills in the board's form and sends it.
	public void post(String message, String name) {
		find("#message").sendKeys(message);
		find("#name").sendKeys(name);
		sendForm();
	}

	/// Sends the board's form, and waits for the page that answers it.
	public void sendForm() {
		leave("form", "form [type=submit]");
	}

	/// Clicks what leads to another page, and waits for that.
	public void follow(String selector) {
		leave("html", selector);
	}

	private void leave(String what, String selector) {
		WebElement left = find(what);
		find(selector).click();
		await("the next page", () -> ExpectedConditions.stalenessOf(left).apply(this.driver)
				&& "complete".equals(run("return document.readyState")));
	}

	/// Waits, but not for ever.
	public void await(String what, BooleanSupplier seen) {
		new WebDriverWait(this.driver, Patience.LONGEST, GLANCE).withMessage(what)
			// On its way to the next page the driver fails in more ways than by stale
			// elements.
			.ignoring(WebDriverException.class)
			.until((_) -> seen.getAsBoolean());
	}

	public @Nullable Object run(String script, Object... arguments) {
		return this.driver.executeScript(script, arguments);
	}

	/// Runs a script until its promise is kept.
	public void runToItsEnd(String promise) {
		this.driver.executeAsyncScript(promise + ".then(() => arguments[0]())");
	}

	/// What a script's promise becomes.
	public @Nullable Object resultOf(String promise) {
		return this.driver.executeAsyncScript(promise + ".then(arguments[0])");
	}

	/// What is on the screen once nothing moves any more, as a PNG.
	public byte[] picture() {
		cdp("Emulation.setScrollbarsHidden", Map.of("hidden", true));
		run("document.getAnimations().forEach((it) => it.finish())");
		return this.driver.getScreenshotAs(OutputType.BYTES);
	}

	/// Asks the page to refresh itself now, as it does when it is seen again, rather
	/// than after its 5 s.
	public void lookAgain() {
		run("document.dispatchEvent(new Event('visibilitychange'))");
	}

	public void withoutScripts() {
		cdp("Emulation.setScriptExecutionDisabled", Map.of("value", true));
	}

	/// Runs a script before any of a page, and of those that follow.
	public void beforeEachPage(String script) {
		cdp("Page.addScriptToEvaluateOnNewDocument", Map.of("source", "{" + script + "}"));
	}

	/// Without a network while something is done.
	public void offline(Runnable action) {
		ChromiumNetworkConditions none = new ChromiumNetworkConditions();
		none.setOffline(true);
		this.driver.setNetworkConditions(none);
		try {
			action.run();
		}
		finally {
			this.driver.deleteNetworkConditions();
		}
	}

	/// As a reader of these languages, the best first, as `Accept-Language` lists them.
	public void inLanguages(String languages) {
		cdp("Network.setUserAgentOverride",
				Map.of("userAgent", String.valueOf(run("return navigator.userAgent")), "acceptLanguage", languages));
	}

	public void inForcedColors() {
		cdp("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "forced-colors", "value", "active"))));
	}

	public void withReducedMotion() {
		cdp("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
	}

	public void inZone(String zone) {
		cdp("Emulation.setTimezoneOverride", Map.of("timezoneId", zone));
	}

	/// On a screen of this many CSS pixels, to a reader who prefers `light` or `dark`.
	public void onScreen(int width, int height, String scheme) {
		cdp("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
		cdp("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
	}

	/// What the console has said since it was last asked.
	public List<String> console() {
		return this.driver.manage().logs().get(LogType.BROWSER).getAll().stream().map(Object::toString).toList();
	}

	private void cdp(String command, Map<String, Object> parameters) {
		this.driver.executeCdpCommand(command, parameters);
	}

	@Override
	public void close() {
		this.driver.quit();
	}

}
