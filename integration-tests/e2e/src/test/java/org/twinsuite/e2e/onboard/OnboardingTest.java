package org.twinsuite.e2e.onboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.twinsuite.app.onboard.Outcome.CHANGED;
import static org.twinsuite.app.onboard.Outcome.CREATED;
import static org.twinsuite.app.onboard.Outcome.FAILED;
import static org.twinsuite.app.onboard.Outcome.UNCHANGED;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.ditto.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.twinsuite.app.onboard.Onboarding;
import org.twinsuite.app.onboard.OnboardingRequest;
import org.twinsuite.app.onboard.Step;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.sandbox.ditto.EmbeddedDitto;
import org.twinsuite.sandbox.hono.DeviceRegistry;
import org.twinsuite.sandbox.plant.DittoHttp;

/** One call brings Hono and Ditto to what it asks for, and does no harm when repeated. */
class OnboardingTest {
  private static final String REQUEST =
      """
      {"tenant": {"id": "plant.berlin"},
       "policy": {"id": "plant.berlin:machines", "subjects": {
          "administrator": "integration:provisioning", "integration": "integration:twinsuite",
          "planner": "nginx:planners", "viewer": "nginx:viewers"}},
       "things": [
         {"thingId": "plant.berlin:pump-7", "definition": "org.twinsuite:motor-pump:1.0.0",
          "attributes": {"name": "Pump 7", "cmms": {"system": "maximo", "assetnum": "P7"}},
          "device": {"via": ["gateway-1"], "credentials": [
             {"type": "hashed-password", "auth-id": "pump-7", "password": "tr0ub4dor"}]}}]}
      """;

  private final EmbeddedDitto ditto = EmbeddedDitto.start();
  private DeviceRegistry registry;

  @BeforeEach
  void start() throws Exception {
    registry = new DeviceRegistry();
  }

  @AfterEach
  void stop() throws Exception {
    registry.close();
    ditto.close();
  }

  @Test
  void theRequestOfTheReadmeIsCarriedOutAsItStands() throws Exception {
    // GIVEN the request that the app's README shows
    String readme = Files.readString(Path.of("..", "..", "camel-routes", "app", "README.md"));
    int section = readme.indexOf("## Onboarding");
    int start = readme.indexOf("```json", section) + "```json".length();
    String request = readme.substring(start, readme.indexOf("```", start));
    // WHEN
    List<Step> steps = onboard(request);
    // THEN
    assertThat(steps).isNotEmpty().extracting(Step::outcome).containsOnly(CREATED);
    // AND no connection is opened beside the app's own ingest
    assertThat(steps).extracting(Step::part).doesNotContain("ditto-connection");
  }

  @Test
  void createsEverythingAndThenFindsItUnchanged() {
    // GIVEN an empty Hono and an empty Ditto
    // WHEN the call is made twice
    List<Step> first = onboard(REQUEST);
    List<Step> second = onboard(REQUEST);

    // THEN the first creates all parts and the second changes none
    assertThat(first)
        .extracting(Step::part, Step::id, Step::outcome)
        .containsExactly(
            tuple("hono-tenant", "plant.berlin", CREATED),
            tuple("ditto-policy", "plant.berlin:machines", CREATED),
            tuple("ditto-thing", "plant.berlin:pump-7", CREATED),
            tuple("hono-device", "plant.berlin:pump-7", CREATED),
            tuple("hono-credentials", "pump-7", CREATED));
    assertThat(second).extracting(Step::outcome).containsOnly(UNCHANGED).hasSize(5);
    assertThat(registry.accepts("plant.berlin", "pump-7", "tr0ub4dor")).isTrue();
    assertThat(thing().getValue("attributes/cmms/assetnum").get().asString()).isEqualTo("P7");
    assertThat(thing().getValue("policyId").get().asString()).isEqualTo("plant.berlin:machines");
  }

  @Test
  void correctsWhatDiffersAndLeavesTheRest() {
    // GIVEN an onboarded pump with a feature and an attribute of its own
    onboard(REQUEST);
    new DittoHttp(ditto.url(), "integration:provisioning")
        .put("things/plant.berlin:pump-7/attributes/color", "\"blue\"");
    new DittoHttp(ditto.url(), "integration:twinsuite")
        .put("things/plant.berlin:pump-7/features/flow", "{\"properties\":{\"value\":7}}");

    // WHEN a call asks for other values
    List<Step> steps =
        onboard(
            REQUEST
                .replace("\"P7\"", "\"P8\"")
                .replace("nginx:planners", "nginx:night-shift")
                .replace("gateway-1", "gateway-2"));

    // THEN only those change
    assertThat(steps)
        .extracting(Step::part, Step::outcome)
        .containsExactly(
            tuple("hono-tenant", UNCHANGED),
            tuple("ditto-policy", CHANGED),
            tuple("ditto-thing", CHANGED),
            tuple("hono-device", CHANGED),
            tuple("hono-credentials", UNCHANGED));
    assertThat(thing().getValue("attributes/cmms/assetnum").get().asString()).isEqualTo("P8");
    assertThat(thing().getValue("attributes/color").get().asString()).isEqualTo("blue");
    assertThat(thing().getValue("features/flow/properties/value").get().asInt()).isEqualTo(7);
  }

  @Test
  void replacesASecretOnlyWhenAsked() {
    // GIVEN a device with a password
    onboard(REQUEST);

    // WHEN another password is given without and with rotate
    List<Step> kept = onboard(REQUEST.replace("tr0ub4dor", "correct horse"));
    boolean stillOld = registry.accepts("plant.berlin", "pump-7", "tr0ub4dor");
    List<Step> rotated =
        onboard(
            REQUEST.replace(
                "\"password\": \"tr0ub4dor\"",
                "\"password\": \"correct horse\", \"rotate\": true"));

    // THEN only the second changes it
    assertThat(kept.get(4).outcome()).isEqualTo(UNCHANGED);
    assertThat(stillOld).isTrue();
    assertThat(rotated.get(4).outcome()).isEqualTo(CHANGED);
    assertThat(registry.accepts("plant.berlin", "pump-7", "correct horse")).isTrue();
    assertThat(registry.accepts("plant.berlin", "pump-7", "tr0ub4dor")).isFalse();
  }

  @Test
  void tellsWhatFailedAndCarriesOnWithTheRest() throws Exception {
    // GIVEN a registry that is away
    registry.close();

    // WHEN onboarding
    List<Step> steps = onboard(REQUEST);

    // THEN Ditto's part is done, and Hono's says why it is not
    assertThat(steps)
        .extracting(Step::part, Step::outcome)
        .containsExactly(
            tuple("hono-tenant", FAILED),
            tuple("ditto-policy", CREATED),
            tuple("ditto-thing", CREATED),
            tuple("hono-device", FAILED),
            tuple("hono-credentials", FAILED));
    assertThat(steps.get(0).why()).contains("does not answer").contains("correct its URL");
    assertThat(steps.get(3).why()).isEqualTo("its tenant failed");
    // AND the repeated call finishes the work once it is back
    registry = new DeviceRegistry();
    assertThat(onboard(REQUEST))
        .extracting(Step::outcome)
        .containsExactly(CREATED, UNCHANGED, UNCHANGED, CREATED, CREATED);
  }

  @Test
  void tellsInHonosWordsWhatHonoRefuses() {
    // GIVEN a tenant with a field that Hono does not know
    String request =
        REQUEST.replace(
            "{\"id\": \"plant.berlin\"}",
            "{\"id\": \"plant.berlin\", \"minimum-message-size\": \"big\"}");

    // WHEN onboarding
    List<Step> steps = onboard(request);

    // THEN the step fails with Hono's answer
    assertThat(steps.get(0).outcome()).isEqualTo(FAILED);
    assertThat(steps.get(0).why()).contains("400");
  }

  @Test
  void opensAConnectionFromATemplate() throws Exception {
    // GIVEN a request for a connection
    String request =
        """
        {"tenant": {"id": "plant.berlin"},
         "connection": {"id": "hono-berlin", "template": "hono-telemetry", "open": true, "values": {
           "kafka-uri": "tcp://hono:secret@kafka.example:9092", "bootstrap-servers": "kafka.example:9092",
           "group-id": "ditto", "subject": "integration:ingest"}}}
        """;

    // WHEN onboarding, again, and with another value
    Step created = last(onboard(request));
    JsonObject there = connection("hono-berlin");
    Step unchanged = last(onboard(request));
    Step changed = last(onboard(request.replace("\"ditto\"", "\"ditto-2\"")));
    JsonObject grouped = connection("hono-berlin");
    Step newPassword = last(onboard(request.replace("hono:secret", "hono:changed")));

    // THEN it is created once, open, and replaced only when it differs
    assertThat(Stream.of(created, unchanged, changed, newPassword).map(Step::outcome))
        .containsExactly(CREATED, UNCHANGED, CHANGED, CHANGED);
    assertThat(there.getValue("connectionStatus").get().asString()).isEqualTo("open");
    assertThat(there.toString()).contains("hono.telemetry.plant.berlin");
    assertThat(grouped.toString()).contains("ditto-2");
    // AND a value that is missing is named
    Step missing = last(onboard(request.replace("\"group-id\": \"ditto\", ", "")));
    assertThat(missing.outcome()).isEqualTo(FAILED);
    assertThat(missing.why()).startsWith("connection.values").contains("group-id");
    // AND what Ditto refuses is told in its words
    Step refused = last(onboard(request.replace("tcp://hono:secret@kafka", "kafka")));
    assertThat(refused.outcome()).isEqualTo(FAILED);
    assertThat(refused.why()).contains("400").contains("URI");
  }

  private JsonObject connection(String id) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(ditto.url() + "/api/2/connections/" + id))
            .header(
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString("devops:foobar".getBytes()))
            .build();
    return JsonObject.of(
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body());
  }

  @Test
  void namesTheFieldThatIsWrong() {
    assertThatThrownBy(() -> OnboardingRequest.parse("{\"things\": [{\"thingId\": \"pump\"}]}"))
        .hasMessage("things[0].thingId is 'pump'; it needs a namespace, as in namespace:name");
    assertThatThrownBy(() -> OnboardingRequest.parse("{\"thing\": {}}"))
        .hasMessageContaining("thing is not a known field");
    assertThatThrownBy(
            () -> OnboardingRequest.parse(REQUEST.replace("\"auth-id\": \"pump-7\", ", "")))
        .hasMessage("things[0].device.credentials[0].auth-id is missing; it must be a text");
    assertThatThrownBy(
            () ->
                OnboardingRequest.parse(
                    REQUEST.replace("\"tenant\": {\"id\": \"plant.berlin\"},", "")))
        .hasMessageContaining("tenant.id is missing");
    assertThatThrownBy(() -> OnboardingRequest.parse("{")).hasMessageContaining("line 1");
  }

  private JsonObject thing() {
    return new DittoHttp(ditto.url(), "integration:provisioning")
        .things(List.of("plant.berlin:pump-7"), "thingId,policyId,attributes,features")
        .get(0);
  }

  private List<Step> onboard(String request) {
    return onboard(request, ditto.url());
  }

  private List<Step> onboard(String request, String dittoUrl) {
    Map<String, String> options = new TreeMap<>();
    options.put("twinsuite.ditto.url", dittoUrl);
    options.put("twinsuite.onboarding.hono-url", registry.url().toString());
    options.put("twinsuite.onboarding.connections-auth", "basic:devops:foobar");
    return new Onboarding(AppConfig.of(options)).run(OnboardingRequest.parse(request), step -> {});
  }

  private static Step last(List<Step> steps) {
    return steps.get(steps.size() - 1);
  }
}
