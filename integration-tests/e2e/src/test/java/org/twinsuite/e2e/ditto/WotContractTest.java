package org.twinsuite.e2e.ditto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Things with a WoT Thing Model, which this test serves on loopback. Skipped for a Ditto that does
 * not reach it or has its WoT integration or validation switched off.
 */
class WotContractTest extends DittoContract {

  private static final String CONTEXT =
      "{\"@context\":[\"https://www.w3.org/2022/wot/td/v1.1\"],\"@type\":\"tm:ThingModel\",";
  private static final String SENSOR =
      CONTEXT
          + "\"title\":\"Sensor\",\"version\":{\"model\":\"1.0.0\"},\"properties\":{\"value\":"
          + "{\"type\":\"number\",\"minimum\":0,\"default\":1}}}";

  private HttpServer models;
  private String model;

  @BeforeEach
  void serveModels() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    models = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    String base = "http://" + loopback.getHostAddress() + ":" + models.getAddress().getPort();
    serve("/sensor.tm.jsonld", SENSOR);
    serve(
        "/pump.tm.jsonld",
        CONTEXT
            + "\"title\":\"Pump\",\"version\":{\"model\":\"1.0.0\"},\"links\":[{\"rel\":"
            + "\"tm:submodel\",\"href\":\""
            + base
            + "/sensor.tm.jsonld\",\"type\":\"application/tm+json\",\"instanceName\":\"sensor\"}],"
            + "\"properties\":{\"power\":{\"type\":\"number\",\"minimum\":0,\"default\":0}}}");
    models.start();
    model = base + "/pump.tm.jsonld";
  }

  private void serve(String path, String text) {
    models.createContext(
        path,
        exchange -> {
          byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("content-type", "application/tm+json");
          exchange.sendResponseHeaders(200, bytes.length);
          try (OutputStream body = exchange.getResponseBody()) {
            body.write(bytes);
          }
        });
  }

  @AfterEach
  void stop() {
    models.stop(0);
  }

  private JsonObject pump(String id) {
    DittoApi.Answer answer = ditto.put("things/" + id, "{\"definition\":\"" + model + "\"}");
    assumeTrue(answer.status() != 421, "this Ditto does not reach models on " + model);
    assertThat(answer.status()).isEqualTo(201);
    assumeTrue(answer.json().contains("attributes"), "this Ditto has no WoT integration");
    return answer.json();
  }

  @Test
  void thingStartsWithTheDefaultsOfItsModel() {
    JsonObject pump = pump(newId());
    assertJson(pump.getValue("attributes").orElseThrow(), "{\"power\":0}");
    assertJson(pump.getValue("features/sensor/properties").orElseThrow(), "{\"value\":1}");
    assertThat(pump.getValue("features/sensor/definition").orElseThrow().toString())
        .contains("/sensor.tm.jsonld");
  }

  @ParameterizedTest
  @CsvSource({
    "attributes/power,\"many\",/attributes/power",
    "attributes/power,-5,/attributes/power",
    "features/sensor/properties/value,\"x\",/features/sensor/properties/value"
  })
  void valueAgainstTheModelIsRefusedWithDetails(String path, String value, String place) {
    String id = newId();
    pump(id);
    DittoApi.Answer answer = ditto.put("things/" + id + "/" + path, value);
    assumeTrue(answer.status() != 204, "this Ditto does not validate against models");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).isEqualTo("wot:payload.validation.error");
    JsonObject details = answer.json().getValue("validationDetails").orElseThrow().asObject();
    assertThat(details.getKeys()).extracting(Object::toString).containsExactly(place);
  }

  @ParameterizedTest
  @CsvSource({
    "attributes/colour,\"red\"",
    "features/motor,{}",
    "features/sensor/properties/unit,\"mm/s\""
  })
  void whatTheModelDoesNotKnowIsRefused(String path, String value) {
    String id = newId();
    pump(id);
    DittoApi.Answer answer = ditto.put("things/" + id + "/" + path, value);
    assumeTrue(answer.status() != 201, "this Ditto does not validate against models");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).isEqualTo("wot:payload.validation.error");
  }

  @Test
  void whatTheModelRequiresMayNotBeLeftOut() {
    String id = newId();
    pump(id);
    DittoApi.Answer answer = ditto.put("things/" + id + "/attributes", "{}");
    assumeTrue(answer.status() != 204, "this Ditto does not validate against models");
    assertThat(answer.status()).isEqualTo(400);
    JsonObject details = answer.json().getValue("validationDetails").orElseThrow().asObject();
    assertThat(details.getKeys()).extracting(Object::toString).containsExactly("/attributes/power");
  }

  @Test
  void valueThatFitsIsTakenByPutAndByMerge() {
    String id = newId();
    pump(id);
    assertThat(ditto.put("things/" + id + "/attributes/power", "7.5").status()).isEqualTo(204);
    String merge = "{\"features\":{\"sensor\":{\"properties\":{\"value\":2}}}}";
    assertThat(ditto.patch("things/" + id, merge).status()).isEqualTo(204);
    DittoApi.Answer wrong = ditto.patch("things/" + id, merge.replace("2", "-2"));
    assumeTrue(wrong.status() != 204, "this Ditto does not validate against models");
    assertThat(wrong.error()).isEqualTo("wot:payload.validation.error");
    assertThat(ditto.get("things/" + id + "/features/sensor/properties/value").text())
        .isEqualTo("2");
  }

  @Test
  void featureOfTheModelMayNotGo() {
    String id = newId();
    pump(id);
    DittoApi.Answer one = ditto.delete("things/" + id + "/features/sensor");
    assumeTrue(one.status() != 204, "this Ditto does not validate against models");
    assertThat(one.text()).contains("Could not delete Feature <sensor>");
    assertThat(ditto.delete("things/" + id + "/features").text())
        .contains("Could not delete all Features");
    DittoApi.Answer definition = ditto.delete("things/" + id + "/features/sensor/definition");
    assertThat(definition.error()).isEqualTo("wot:payload.validation.error");
    assertThat(ditto.put("things/" + id + "/features/sensor", "{}").status()).isEqualTo(400);
  }

  @Test
  void wholeThingHasToFitTheModelItHadBefore() {
    String id = newId();
    pump(id);
    String whole = "{\"definition\":\"" + model + "\",\"attributes\":{\"power\":-1}}";
    DittoApi.Answer answer = ditto.put("things/" + id, whole);
    assumeTrue(answer.status() != 204, "this Ditto does not validate against models");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(ditto.delete("things/" + id + "/definition").status()).isEqualTo(204);
    assertThat(ditto.put("things/" + id, whole).status()).isEqualTo(204);
    assertThat(ditto.get("things/" + id + "/attributes/power").text()).isEqualTo("-1");
  }

  @Test
  void mergeIsCheckedWhereItWrites() {
    String id = newId();
    pump(id);
    DittoApi.Answer unknown =
        ditto.patch("things/" + id, "{\"features\":{\"motor\":{\"properties\":{\"x\":1}}}}");
    assumeTrue(unknown.status() != 204, "this Ditto does not validate against models");
    assertThat(unknown.error()).isEqualTo("wot:payload.validation.error");
    String none = "{\"attributes\":{\"power\":null},\"features\":{\"sensor\":null}}";
    assertThat(ditto.patch("things/" + id, none).status()).isEqualTo(204);
  }

  @Test
  void modelThatCannotBeLoadedIsMisdirected() {
    pump(newId());
    String missing = "{\"definition\":\"" + model.replace("pump", "missing") + "\"}";
    DittoApi.Answer answer = ditto.put("things/" + newId(), missing);
    assertThat(answer.status()).isEqualTo(421);
    assertThat(answer.json().getValue("error")).contains(JsonValue.of("wot:tm.notfound"));
  }
}
