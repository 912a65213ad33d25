package org.twinsuite.e2e.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.json.JsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twinsuite.app.App;
import org.twinsuite.ditto.extensions.JsonTemplate;
import org.twinsuite.sandbox.plant.DittoHttp;
import org.twinsuite.sandbox.plant.Provisioning;

/** A twin made from the suite's own Thing Model takes what the app writes, and nothing else. */
class ThingModelTest {
  private static final Duration LONG = Duration.ofSeconds(120);
  private static final int KNOWN = 210;
  private static final String PUMP = "things/" + TestPlant.thing("modelled");

  @TempDir Path folder;

  @Test
  void whatTheAppWritesFitsTheModels() throws Exception {
    HttpServer models = HttpServer.create(new InetSocketAddress(loopback(), 0), 0);
    String base = "http://" + loopback().getHostAddress() + ':' + models.getAddress().getPort();
    models.createContext(
        "/",
        exchange -> {
          String file = exchange.getRequestURI().getPath().substring(1);
          byte[] model = absolute(file, base).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, model.length);
          try (OutputStream body = exchange.getResponseBody()) {
            body.write(model);
          }
        });
    models.start();
    try (TestPlant plant = new TestPlant(folder)) {
      String definition = base + "/motor-pump-1.0.0.tm.jsonld";
      plant.provision("other");
      DittoHttp ditto = new DittoHttp(plant.ditto.url(), Provisioning.ADMINISTRATOR);
      // GIVEN a thing of the model: Ditto gives it its features, and no values
      ditto.put(
          PUMP,
          """
          {"policyId": "org.twinsuite.e2e:machines", "definition": "%s", "attributes": {
            "name": "modelled", "parent": "%s", "criticality": "A",
            "cmms": {"system": "maximo", "site": "BEDFORD", "assetnum": "MODELLED"}}}
          """
              .formatted(definition, TestPlant.thing("line")));
      JsonObject made = features(plant);
      assertThat(made.getKeys().stream().map(Object::toString).toList())
          .contains("vibration", "forecast:rul", "anomaly:vibration", "maintenance", "health")
          .contains("baselines", "data-quality");
      assertThat(made)
          .allSatisfy(
              feature ->
                  assertThat(
                          feature
                              .getValue()
                              .asObject()
                              .getValue("properties")
                              .map(JsonValue::asObject)
                              .orElse(JsonObject.empty()))
                      .isEmpty());
      // AND what does not fit is refused
      assertThatThrownBy(() -> ditto.put(PUMP + "/features/invented", "{}"))
          .hasMessageContaining("400");
      assertThatThrownBy(
              () ->
                  ditto.put(
                      PUMP + "/features/forecast:rul/properties/score",
                      "{\"scored\": 1, \"drift\": \"sideways\"}"))
          .hasMessageContaining("400");

      App app = App.start(options(plant, definition));
      try {
        // WHEN a bearing wears for days, and a sample cannot be used
        for (int hour = 0; hour < KNOWN; hour += 10) {
          double wear = 0.3 * Math.exp(0.03 * Math.max(0, hour - KNOWN / 2));
          plant.vibration("modelled", hour, 10, Math.hypot(1, wear));
        }
        plant.send(
            "modelled",
            at(KNOWN),
            "{\"at\":\"%s\",\"points\":{\"flow\":{\"value\":\"much\",\"unit\":\"m3/h\"}}}"
                .formatted(at(KNOWN)));
        // THEN life, anomaly, health, what is usual, what was wrong and the order are there
        shows(plant, "forecast:rul/properties/value");
        shows(plant, "forecast:rul/properties/challenger/model");
        shows(plant, "anomaly:vibration/properties/score");
        shows(plant, "health/properties/level");
        shows(plant, "baselines/properties/vibration.deviation/usual");
        shows(plant, "data-quality/properties");
        await().atMost(LONG).until(() -> plant.orders("modelled").size() == 1);
        String order =
            "maintenance/properties/orders/" + plant.orders("modelled").get(0).reference();
        shows(plant, order + "/orderNumber");

        // AND WHEN it fails
        plant.vibration("modelled", KNOWN, 3, 7.5);
        // THEN the forecast's score is there, of both models
        shows(plant, "forecast:rul/properties/score/error");
        shows(plant, "forecast:rul/properties/challenger/error");
        shows(plant, "forecast:rul/properties/score/drift");

        // AND WHEN people repair it
        String number = plant.orders("modelled").get(0).number();
        plant.maximo.book().setStatus(number, "COMP", "bearing replaced", at(KNOWN + 3));
        // THEN the end of the order is there as well, and after some samples that of the episode
        await().atMost(LONG).until(() -> value(plant, order + "/status").equals("completed"));
        plant.vibration("modelled", KNOWN + 4, 30, 1);
        shows(plant, order + "/closeReason");
      } finally {
        app.close();
      }
    } finally {
      models.stop(0);
    }
  }

  /** As the README says: the links get the URL of the folder. */
  private static String absolute(String file, String base) {
    return JsonTemplate.read("models/" + file)
        .fill(Map.of())
        .replace("\"href\": \"", "\"href\": \"" + base + '/');
  }

  private Map<String, String> options(TestPlant plant, String definition) throws Exception {
    Path pack = folder.resolve("pack");
    RulePackFolder.write(pack, "auto", 99);
    Files.writeString(
        pack.resolve("derived.csv"),
        """
        class,name,kind,of,by,learn,smooth,band
        *,vibration.deviation,deviation,vibration,,10,5,40
        """);
    Path plan =
        Files.writeString(
            folder.resolve("plan.csv"),
            """
            definition,forecast,model,feature,failureMode,failed,challenger
            %1$s,rul,vibration-zone-d,vibration,wear,vibration>=7.1,degradation
            %1$s,vibration,anomaly,vibration,unusual,,
            """
                .formatted(definition));
    Map<String, String> options = plant.options();
    options.put("twinsuite.rules.folder", pack.toString());
    options.put("twinsuite.forecast.plan", plan.toString());
    return options;
  }

  private static InetAddress loopback() {
    return InetAddress.getLoopbackAddress();
  }

  private static Instant at(int hour) {
    return TestPlant.START.plusSeconds(3600L * hour);
  }

  private static void shows(TestPlant plant, String path) {
    await(path)
        .atMost(LONG)
        .until(() -> value(plant, path), found -> !List.of("", "null", "{}").contains(found));
  }

  private static String value(TestPlant plant, String path) {
    return features(plant).getValue(JsonPointer.of(path)).map(JsonValue::formatAsString).orElse("");
  }

  private static JsonObject features(TestPlant plant) {
    String twin = plant.twin("modelled");
    return twin.isEmpty()
        ? JsonObject.empty()
        : JsonObject.of(twin)
            .getValue("features")
            .map(JsonValue::asObject)
            .orElse(JsonObject.empty());
  }
}
