package org.twinsuite.e2e.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twinsuite.app.App;
import org.twinsuite.workbench.http.PasswordHashCommand;
import org.twinsuite.workbench.http.Role;

/** The pages in a real browser over a running plant: a fault is found, explained and decided. */
class WorkbenchTest {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final int SOUND_HOURS = 60;
  private static final int HOURS = 108;
  private static final int[] WIDTHS = {390, 1280, 1920};
  private static final String TOKEN = "planner-token-of-tests";

  @TempDir static Path folder;
  private static Chromium chromium;
  private static TestPlant plant;
  private static App app;

  @BeforeAll
  static void open() throws Exception {
    chromium = Chromium.orSkip();
    plant = new TestPlant(folder);
    plant.provision("pump1", "pump2", "pump3", "pump4");
    Map<String, String> options = plant.options();
    options.put("twinsuite.rules.level", "approve");
    options.put("twinsuite.plant.zone", "Europe/Berlin");
    options.put("twinsuite.http.users", PasswordHashCommand.entry("ann", Role.ADMIN, TOKEN, true));
    app = App.start(options);
    // GIVEN three machines whose vibration climbs above the limit, and a sound one
    Random noise = new Random(1);
    for (int hour = 0; hour < HOURS; hour++) {
      Instant at = TestPlant.START.plus(Duration.ofHours(hour));
      double wear = Math.exp(0.018 * Math.max(0, hour - SOUND_HOURS));
      for (String name : List.of("pump1", "pump2", "pump3")) {
        plant.vibration(name, at, 1.6 * wear + 0.05 * noise.nextGaussian());
      }
      plant.vibration("pump4", at, 1.5 + 0.05 * noise.nextGaussian());
    }
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(plant.page("/orders?state=WAITING", bearer()).body())
                    .contains("pump1", "pump2", "pump3"));
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(plant.page("/", bearer()).body())
                    .contains("\"name\":\"decide\",\"count\":3"));
  }

  @AfterAll
  static void close() {
    if (app != null) {
      app.close();
    }
    if (plant != null) {
      plant.close();
    }
    if (chromium != null) {
      chromium.close();
    }
  }

  private static String bearer() {
    return "Bearer " + TOKEN;
  }

  private static BrowserContext signedIn(Browser.NewContextOptions options) {
    BrowserContext context = chromium.browser.newContext(options);
    Page page = context.newPage();
    page.navigate(app.signInLink().toString());
    page.close();
    return context;
  }

  private static List<String> watched(Page page) {
    List<String> problems = new ArrayList<>();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            problems.add(message.text());
          }
        });
    page.onPageError(problems::add);
    return problems;
  }

  private static String order(String pump) {
    String body = plant.page("/orders", bearer()).body();
    for (String one : body.split("\\{\"reference\":\"")) {
      if (one.contains("e2e:" + pump + "\"")) {
        return one.substring(0, one.indexOf('"'));
      }
    }
    throw new AssertionError("no order of " + pump + " in " + body);
  }

  @Test
  void everyPageIsReadableInEveryWidthAndBothColourSchemes() {
    for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
      for (int width : WIDTHS) {
        try (BrowserContext context =
            signedIn(
                new Browser.NewContextOptions()
                    .setViewportSize(width, 900)
                    .setColorScheme(scheme))) {
          for (String path : pages()) {
            Page page = context.newPage();
            List<String> problems = watched(page);
            page.navigate(plant.base() + path);
            page.waitForLoadState(LoadState.DOMCONTENTLOADED);
            String where = path + " at " + width + " px, " + scheme;

            assertThat(problems).as("console of " + where).isEmpty();
            assertThat(
                    page.evaluate(
                        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .as("no sideways scrolling of " + where)
                .isEqualTo(true);
            page.close();
          }
        }
      }
    }
  }

  @Test
  void everyPageIsAccessible() {
    for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
      try (BrowserContext context =
          signedIn(
              new Browser.NewContextOptions().setViewportSize(1280, 900).setColorScheme(scheme))) {
        for (String path : pages()) {
          Page page = context.newPage();
          page.navigate(plant.base() + path);
          String where = path + ", " + scheme;
          List<String> violations =
              new AxeBuilder(page)
                      .withTags(List.of("wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"))
                      .analyze()
                      .getViolations()
                      .stream()
                      .filter(v -> List.of("serious", "critical").contains(v.getImpact()))
                      .map(WorkbenchTest::text)
                      .toList();
          assertThat(violations).as("accessibility of " + where).isEmpty();
          page.close();
        }
      }
    }
  }

  private static List<String> pages() {
    return List.of(
        "/",
        "/orders",
        "/orders/" + order("pump3"),
        "/things/org.twinsuite.e2e:pump3",
        "/rules",
        "/models",
        "/operations");
  }

  private static String text(Rule violation) {
    return violation.getId() + ": " + violation.getNodes().get(0).getHtml();
  }

  @Test
  void aPlannerDecidesWithTheKeyboardAlone() {
    try (BrowserContext context = signedIn(new Browser.NewContextOptions())) {
      Page page = context.newPage();
      page.navigate(plant.base() + "/orders/" + order("pump1"));

      // WHEN the key of approval and a reason are typed
      assertThat(page.locator(".reason p").first().textContent()).isNotBlank();
      page.keyboard().press("a");
      page.keyboard().type("bearing is due anyway");
      page.keyboard().press("Enter");
      page.waitForURL("**/orders/*");

      // THEN the order goes to the maintenance system and the page says who decided
      await().atMost(LONG).untilAsserted(() -> assertThat(plant.orders("pump1")).hasSize(1));
      page.reload();
      assertThat(page.locator("main").textContent()).contains("bearing is due anyway", "approved");
    }
  }

  @Test
  void aPlannerDecidesWithoutScripts() {
    try (BrowserContext context =
        signedIn(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
      Page page = context.newPage();
      String reference = order("pump2");
      page.navigate(plant.base() + "/orders/" + reference);
      page.locator("form.decide input[name=why]").fill("line is shut down");
      page.locator("form.decide button[value=reject]").click();

      await()
          .atMost(LONG)
          .untilAsserted(
              () ->
                  assertThat(plant.page("/orders/" + reference, bearer()).body())
                      .contains("\"REJECT"));
    }
  }

  @Test
  void aChangeOfATwinIsSeenWithoutLoadingThePageAgain() {
    try (BrowserContext context = signedIn(new Browser.NewContextOptions())) {
      Page page = context.newPage();
      page.navigate(plant.base() + "/things/org.twinsuite.e2e:pump4");
      Locator name = page.locator("main [data-live=thing]");
      assertThat(name.textContent()).doesNotContain("boiler house");
      page.waitForTimeout(500);

      // WHEN the twin's place changes
      plant.patch("pump4", "attributes/isa95/area", "\"boiler house\"");

      // THEN the open page shows it
      name.getByText("boiler house").waitFor();
    }
  }

  @Test
  void signalsAreDrawnWithTheirLimits() {
    try (BrowserContext context = signedIn(new Browser.NewContextOptions())) {
      Page page = context.newPage();
      List<String> problems = watched(page);
      page.navigate(plant.base() + "/things/org.twinsuite.e2e:pump3");

      page.locator("figure[data-title=vibration][data-drawn=true] canvas").waitFor();
      assertThat(page.locator("figure[data-title=vibration] .limit").allTextContents())
          .anyMatch(text -> text.contains("alarm"));
      assertThat(problems).isEmpty();
    }
  }

  @Test
  void whatThePageSaysIsWhatApiAndTwinSay() {
    try (BrowserContext context = signedIn(new Browser.NewContextOptions())) {
      Page page = context.newPage();
      String reference = order("pump3");
      page.navigate(plant.base() + "/orders/" + reference);

      String json = plant.page("/orders/" + reference, bearer()).body();
      assertThat(json)
          .contains("\"priority\":" + page.locator("dt:text-is('Priority') + dd").textContent());
      assertThat(plant.page("/things/org.twinsuite.e2e:pump3", bearer()).body())
          .contains(reference);
      assertThat(page.locator("h1").textContent()).contains("pump3");
      Instant begin =
          Instant.parse(json.replaceAll("(?s).*\"window\":\\{\"from\":\"([^\"]+)\".*", "$1"));
      assertThat(page.locator("dt:text-is('Do it') + dd time").first().textContent())
          .contains(
              java.time.format.DateTimeFormatter.ofPattern("HH:mm")
                  .withZone(java.time.ZoneId.of("Europe/Berlin"))
                  .format(begin));
    }
  }

  /** What the READMEs show: taken by every run, below {@code target/screenshots}. */
  @Test
  void picturesOfPlantMachineAndOrderCanBeTaken() {
    try (BrowserContext context =
        signedIn(new Browser.NewContextOptions().setViewportSize(1280, 800))) {
      Map<String, String> pages =
          Map.of(
              "plant", "/",
              "machine", "/things/org.twinsuite.e2e:pump3",
              "order", "/orders/" + order("pump3"));
      pages.forEach(
          (name, path) -> {
            Page page = context.newPage();
            page.navigate(plant.base() + path);
            if (!name.equals("plant")) {
              page.locator("figure[data-drawn=true] canvas").first().waitFor();
            }
            byte[] picture =
                page.screenshot(
                    new Page.ScreenshotOptions()
                        .setPath(Path.of("target", "screenshots", name + ".png")));
            assertThat(picture.length).as(name).isGreaterThan(10_000);
            page.close();
          });
    }
  }

  @Test
  void germanIsSpokenToWhoAsksForIt() {
    try (BrowserContext context = signedIn(new Browser.NewContextOptions().setLocale("de-DE"))) {
      Page page = context.newPage();
      page.navigate(plant.base() + "/orders/" + order("pump3"));

      assertThat(page.locator("nav").first().textContent()).contains("Aufträge");
      assertThat(page.locator(".reason").textContent()).contains("Ausführen");
    }
  }
}
