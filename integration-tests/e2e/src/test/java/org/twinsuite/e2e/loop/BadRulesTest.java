package org.twinsuite.e2e.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twinsuite.app.App;
import org.twinsuite.sandbox.plant.DittoHttp;

/** What people get wrong is told, and the running app goes on with what is right. */
class BadRulesTest {
  private static final Duration LONG = Duration.ofMinutes(3);
  private static final String RULES =
      """
      package test
      import org.twinsuite.rules.detect.LevelDetector
      global org.twinsuite.rules.engine.Findings findings
      rule "Throws" @ruleId("T-8")
      when $w : LevelDetector(ruleId == "T-1", violationCount >= 1)
      then if ($w.getViolationCount() > 0) throw new IllegalStateException("boom"); end
      rule "Never ends" @ruleId("T-9")
      when $w : LevelDetector(ruleId == "T-1", violationCount >= 1)
      then update($w); end
      rule "Level" @ruleId("T-1") @version("1") @owner("me") @autonomy("auto") @budget("50")
      when $w : LevelDetector(ruleId == "T-1", violationCount >= required)
      then findings.raise($w); findings.respond($w, "T-1"); end
      """;
  private static final String LEVELS =
      """
      rule,class,feature,failureMode,unit,direction,alarm,urgent,clear,hits,of
      T-1,*,vibration,wear,mm/s,above,2.8,20,2.5,8,10
      T-1,*,temperature,heat,Cel,above,80,200,70,8,10
      """;
  private static final String RESPONSES =
      """
      rule,class,failureMode,stage,action,target,value,unit,least,most
      T-1,*,wear,alarm,scada,speed-setpoint,80%,1/min,600,3600
      T-1,*,heat,alarm,scada,speed-setpoint,120%,1/min,600,3600
      """;

  @TempDir static Path folder;
  private static TestPlant plant;
  private static RulePackFolder pack;
  private static App app;

  @BeforeAll
  static void open() throws Exception {
    plant = new TestPlant(folder);
    plant.provisionApart("circle1", "circle2", "guarded", "torn", "later");
    pack = RulePackFolder.write(folder.resolve("pack"), "auto", 50);
    write("condition.drl", RULES);
    write("levels.csv", LEVELS);
    write("responses.csv", RESPONSES);
    Map<String, String> options = plant.options();
    options.put("twinsuite.rules.folder", pack.folder().toString());
    options.put("twinsuite.rules.level", "pack");
    options.put("twinsuite.rules.look", "PT0.2S");
    app = App.start(options);
  }

  @AfterAll
  static void close() throws Exception {
    app.close();
    plant.close();
  }

  @Test
  void rulesThatThrowOrNeverEndAreSwitchedOffAndTheOthersGoOn() {
    plant.vibration("guarded", 0, 20, 6.0);
    await().atMost(LONG).until(() -> plant.orders("guarded").size() == 1);
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(plant.page("/api/parked").body())
                    .contains("\"key\":\"Throws\",\"reason\":\"failed: java.lang.IllegalStateExc")
                    .contains("boom; the rule is switched off until the next pack")
                    .contains("\"key\":\"Never ends\",\"reason\":\"fired without end")
                    .doesNotContain("\"key\":\"Level\",\"reason\":\"fired"));
  }

  @Test
  void aCircleOfParentsIsTold() {
    DittoHttp ditto = new DittoHttp(plant.ditto.url(), "integration:provisioning");
    ditto.put(parent("circle1"), '"' + TestPlant.thing("circle2") + '"');
    ditto.put(parent("circle2"), '"' + TestPlant.thing("circle1") + '"');
    plant.vibration("circle1", 0, 2, 1.0);
    plant.vibration("circle2", 0, 2, 1.0);
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(plant.page("/api/parked").body())
                    .contains("\"key\":\"health\"")
                    .contains(TestPlant.thing("circle1"), TestPlant.thing("circle2")));
  }

  @Test
  void rulesThatContradictEachOtherAtRunTimeAreTold() {
    // GIVEN a pump that is to be slowed down for one finding and sped up for another
    plant.send(
        "torn",
        TestPlant.START,
        "{\"at\":\"%s\",\"points\":{\"speed-setpoint\":{\"value\":1500,\"unit\":\"1/min\"}}}"
            .formatted(TestPlant.START));
    // WHEN it shows both
    for (int hour = 1; hour < 20; hour++) {
      Instant at = TestPlant.START.plus(Duration.ofHours(hour));
      plant.send(
          "torn",
          at,
          ("{\"at\":\"%s\",\"points\":{\"vibration\":{\"value\":6,\"unit\":\"mm/s\"},"
                  + "\"temperature\":{\"value\":%s,\"unit\":\"Cel\"}}}")
              .formatted(at, hour < 5 ? 40 : 90));
    }
    // THEN the first stands, and the second is told to the owner and parked with both rows
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> {
              assertThat(plant.page("/api/messages").body())
                  .contains("\"channel\":\"me\"")
                  .contains("speed-setpoint was not changed for heat: contradicts");
              assertThat(plant.page("/api/parked").body())
                  .contains("responses.csv row 3: speed-setpoint was not changed for heat")
                  .contains("contradicts responses.csv row 2");
            });
  }

  @Test
  void aPackThatIsWrongIsRefusedWithThePlaceAndTheOldOneGoesOn() throws Exception {
    wrong(
        "condition.drl",
        RULES,
        "violationCount >= required",
        "hits >= nonsense",
        "condition.drl, line 11:");
    wrong("condition.drl", RULES, "update($w);", "for (;;) {}", "has a loop (for)");
    wrong(
        "levels.csv", LEVELS, "2.8,20", "much,20", "levels.csv, G2: alarm 'much' is not a number");
    wrong(
        "responses.csv",
        RESPONSES,
        "heat",
        "wear",
        "responses.csv row 3: contradicts responses.csv row 2");
    plant.vibration("later", 0, 20, 6.0);
    await().atMost(LONG).until(() -> plant.orders("later").size() == 1);
  }

  /** Breaks a file, waits until that is told, and mends it again. */
  private static void wrong(String file, String sound, String part, String broken, String told)
      throws Exception {
    assertThat(sound).contains(part);
    write(file, sound.replace(part, broken));
    await()
        .atMost(LONG)
        .untilAsserted(() -> assertThat(plant.page("/api/ladder").body()).contains(told));
    write(file, sound);
    await().atMost(LONG).until(() -> plant.page("/api/ladder").body().contains("\"problems\":[]"));
  }

  private static void write(String file, String text) throws Exception {
    pack.write(file, text);
  }

  private static String parent(String name) {
    return "things/" + TestPlant.thing(name) + "/attributes/parent";
  }
}
