package org.twinsuite.e2e.loop;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twinsuite.app.App;
import org.twinsuite.sandbox.plant.DittoHttp;

/** What an ERP system knows reaches the twin, and what rules want of it is booked once. */
class ErpTest {
  private static final Duration LONG = Duration.ofMinutes(3);
  private static final String REQUESTS = "/api/resource/Material%20Request";

  @TempDir Path folder;
  private final WireMockServer erp = new WireMockServer(options().dynamicPort());
  private TestPlant plant;
  private App app;

  @BeforeEach
  void open() throws Exception {
    erp.start();
    stock("SKF-6205", 3);
    stock("SKF-6311", 0);
    erp.stubFor(
        get(urlPathEqualTo("/api/resource/Job%20Card")).willReturn(okJson("{\"data\":[]}")));
    erp.stubFor(get(urlPathEqualTo(REQUESTS)).willReturn(okJson("{\"data\":[]}")));
    erp.stubFor(
        post(urlPathEqualTo(REQUESTS)).willReturn(okJson("{\"data\":{\"name\":\"MAT-1\"}}")));
    plant = new TestPlant(folder);
    plant.provision("pump1", "pump2");
    place("pump1", "SKF-6205");
    place("pump2", "SKF-6311");
    Map<String, String> options = plant.options();
    options.put("twinsuite.erp.systems", "next");
    options.put("twinsuite.erp.poll", "PT0.5S");
    options.put("twinsuite.erp.next.dialect", "erpnext");
    options.put("twinsuite.erp.next.url", erp.baseUrl());
    options.put("twinsuite.erp.next.apiKey", "key:secret");
    options.put("twinsuite.erp.next.company", "Plant");
    app = App.start(options);
  }

  @AfterEach
  void close() throws Exception {
    app.close();
    plant.close();
    erp.stop();
  }

  @Test
  void aPartIsReservedWhenItIsThereAndAskedForWhenItIsNot() {
    // GIVEN two running pumps whose twins show what the ERP system has
    run(0, 1.0);
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> {
              assertThat(plant.twin("pump1")).contains("stock:bearing", "\"available\":3.0");
              assertThat(plant.twin("pump2")).contains("stock:bearing", "\"available\":0.0");
              assertThat(plant.twin("pump1")).contains("\"production\"");
            });

    // WHEN both go bad
    run(20, 6.0);

    // THEN each has one order, and its part is reserved or requested, once
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> {
              erp.verify(1, bookings("Material Issue", "SKF-6205"));
              erp.verify(1, bookings("Purchase", "SKF-6311"));
              assertThat(bearings("pump1")).isEqualTo(1);
              assertThat(bearings("pump2")).isEqualTo(1);
            });
    erp.verify(2, postRequestedFor(urlPathEqualTo(REQUESTS)));
  }

  @Test
  void theWorkIsPlannedIntoTheTimeProductionLeavesAndFollowsItsChange() {
    // GIVEN production that leaves tomorrow from 10 to 18 free
    scheduled("2026-03-01 00:00:00", "2026-03-02 10:00:00", "2026-03-02 18:00:00");
    plant.vibration("pump1", TestPlant.START.plusSeconds(60), 1);
    plant.vibration("pump2", TestPlant.START.plusSeconds(60), 1);
    awaitFree("pump1", "2026-03-02T10:00:00Z");
    awaitFree("pump2", "2026-03-02T10:00:00Z");

    // WHEN the first pump's life comes to an end
    forecasts("pump1");

    // THEN its order is for that time
    await().atMost(LONG).until(() -> bearings("pump1") == 1);
    assertThat(text("pump1"))
        .contains("to 2026-03-02T18:00:00Z; this start costs least")
        .contains("production: 1 times left free", "part bearing: 3 in stock");

    // WHEN production takes it back and leaves the night free, and the other pump's life ends
    scheduled("2026-03-01 00:00:00", "2026-03-02 20:00:00", "2026-03-03 04:00:00");
    awaitFree("pump2", "2026-03-02T20:00:00Z");
    forecasts("pump2");

    // THEN the time that was taken back is not used
    await().atMost(LONG).until(() -> bearings("pump2") == 1);
    assertThat(text("pump2"))
        .contains("to 2026-03-03T04:00:00Z; this start costs least")
        .contains(
            "production: 1 times left free",
            "part bearing: 0 in stock, the delivery date is unknown");
  }

  /** Production is busy up to a time, and from another one on. */
  private void scheduled(String from, String to, String again) {
    String card = "{\"expected_start_date\":\"%s\",\"expected_end_date\":\"%s\"}";
    erp.stubFor(
        get(urlPathEqualTo("/api/resource/Job%20Card"))
            .willReturn(
                okJson(
                    "{\"data\":["
                        + card.formatted(from, to)
                        + ','
                        + card.formatted(again, "2026-04-01 00:00:00")
                        + "]}")));
  }

  private void awaitFree(String name, String from) {
    await()
        .atMost(LONG)
        .until(() -> plant.twin(name).contains("\"free\":[{\"from\":\"" + from + '"'));
  }

  private void forecasts(String name) {
    DittoHttp ditto = new DittoHttp(plant.ditto.url(), "integration:provisioning");
    for (int hour = 1; hour < 6; hour++) {
      ditto.put(
          "things/" + TestPlant.thing(name) + "/features/forecast:rul",
          """
          {"properties": {"value": 55, "lower": 50, "upper": 60, "level": 0.9, "unit": "h",
           "status": "ok", "failureMode": "bearing-wear", "model": "m", "version": "1",
           "at": "%s"}}
          """
              .formatted(TestPlant.START.plus(Duration.ofHours(hour))));
    }
  }

  private String text(String name) {
    return plant.orders(name).get(0).fields().path("description_longdescription").asText();
  }

  /** Orders for the bearing; in event time one pump may look silent while the other is ahead. */
  private long bearings(String name) {
    return plant.orders(name).stream()
        .filter(order -> order.fields().path("description").asText().startsWith("Replace bearing"))
        .count();
  }

  /** Twenty hours of both pumps side by side. */
  private void run(int from, double value) {
    for (int hour = from; hour < from + 20; hour++) {
      plant.vibration("pump1", TestPlant.START.plus(Duration.ofHours(hour)), value);
      plant.vibration("pump2", TestPlant.START.plus(Duration.ofHours(hour)), value);
    }
  }

  private static RequestPatternBuilder bookings(String type, String material) {
    return postRequestedFor(urlPathEqualTo(REQUESTS))
        .withRequestBody(matchingJsonPath("$.material_request_type", containing(type)))
        .withRequestBody(matchingJsonPath("$.items[0].item_code", containing(material)));
  }

  private void stock(String material, int pieces) {
    erp.stubFor(
        get(urlPathEqualTo("/api/resource/Bin"))
            .withQueryParam("filters", containing(material))
            .willReturn(
                okJson(
                    "{\"data\":[{\"actual_qty\":%d,\"reserved_qty\":0,\"stock_uom\":\"Nos\"}]}"
                        .formatted(pieces))));
  }

  private void place(String name, String material) {
    new DittoHttp(plant.ditto.url(), "integration:provisioning")
        .put(
            "things/" + TestPlant.thing(name) + "/attributes/erp",
            """
            {"system": "next", "plant": "Stores", "workCenter": "LINE1", "parts": {"bearing": "%s"}}
            """
                .formatted(material));
  }
}
