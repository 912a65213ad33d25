package org.twinsuite.e2e.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twinsuite.app.App;
import org.twinsuite.sandbox.cmms.CmmsOrder;

/** The picture of the evidence hangs at the order, and never stands in the order's way. */
class EvidenceTest {
  private static final Duration LONG = Duration.ofMinutes(3);
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};

  @TempDir Path folder;
  private TestPlant plant;
  private App app;

  @BeforeEach
  void open() throws Exception {
    plant = new TestPlant(folder);
    plant.provision("pump1", "pump2");
    Map<String, String> options = plant.options();
    options.put("twinsuite.http.public-url", "https://twins.example.com/suite");
    options.putAll(TestPlant.USERS);
    app = App.start(options);
  }

  @AfterEach
  void close() throws Exception {
    app.close();
    plant.close();
  }

  @Test
  void hangsAtTheOrderOnceAlsoAfterTheSystemRefusedIt() {
    // GIVEN a maintenance system that takes orders but no files
    plant.maximo.refuseFiles(true);

    // WHEN a pump gets worse
    plant.vibration("pump1", 0, 20, 5.5);

    // THEN the order is there with the link, the twin shows it, and only the picture is parked
    await().atMost(LONG).until(() -> plant.orders("pump1").size() == 1);
    CmmsOrder order = plant.orders("pump1").get(0);
    assertThat(order.fields().path("description_longdescription").asText())
        .contains("https://twins.example.com/suite/orders/" + order.reference() + "/evidence");
    await().atMost(LONG).until(() -> plant.twin("pump1").contains(order.number()));
    await().atMost(LONG).until(() -> !parkedId(order.reference()).isEmpty());
    String parked = plant.page("/api/parked", TestPlant.ADMIN).body();
    assertThat(parked)
        .contains("the order stands, but the picture of its evidence could not be attached")
        .contains("BMXAA4138E");
    assertThat(plant.page("/trace/" + order.reference(), TestPlant.ADMIN).body())
        .contains("AttachEvidence", "stopped");

    // WHEN files are taken again and a planner has it tried again
    plant.maximo.refuseFiles(false);
    String retry = "/api/parked/" + parkedId(order.reference()) + "/retry";
    assertThat(
            plant
                .post(retry, TestPlant.ADMIN, "application/json", "{\"why\": \"allowed now\"}")
                .status())
        .isEqualTo(200);

    // THEN the picture hangs there once, and there is one order
    await().atMost(LONG).until(() -> !plant.orders("pump1").get(0).files().isEmpty());
    assertThat(plant.orders("pump1").get(0).files())
        .singleElement()
        .satisfies(
            file -> {
              assertThat(file.name()).isEqualTo(order.reference() + "-evidence.png");
              assertThat(file.mediaType()).isEqualTo("image/png");
              assertThat(file.content()).startsWith(PNG);
            });
    assertThat(plant.orders("pump1")).hasSize(1);
    await().atMost(LONG).until(() -> parkedId(order.reference()).isEmpty());
  }

  /** The parked item of an order, empty if there is none. */
  private String parkedId(String reference) {
    Matcher found =
        Pattern.compile("\"id\":(\\d+)[^{}]*" + reference)
            .matcher(plant.page("/api/parked", TestPlant.ADMIN).body());
    return found.find() ? found.group(1) : "";
  }
}
