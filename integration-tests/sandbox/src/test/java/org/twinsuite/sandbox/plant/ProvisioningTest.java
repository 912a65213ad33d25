package org.twinsuite.sandbox.plant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.eclipse.ditto.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.twinsuite.sandbox.ditto.EmbeddedDitto;

class ProvisioningTest {

  private static final String FIRST = "org.twinsuite.plant:pump-001";

  private final Plant plant = new MotorPumpFleet(12, 10, 1);
  private EmbeddedDitto ditto;

  @BeforeEach
  void start() {
    ditto = EmbeddedDitto.start();
  }

  @AfterEach
  void stop() {
    ditto.close();
  }

  @Test
  void createsMachinesAndTheirSystemsOnce() {
    Provisioning provisioning = new Provisioning(ditto.url());

    // 12 machines in 2 stations
    assertThat(provisioning.provision(plant)).isEqualTo(14);
    assertThat(provisioning.provision(plant)).isZero();
  }

  @Test
  void machineCarriesWhatTheSuiteNeeds() {
    new Provisioning(ditto.url()).provision(plant);

    JsonObject thing = read(Provisioning.VIEWER);

    assertThat(thing.getValue("definition").orElseThrow().asString())
        .isEqualTo("org.twinsuite:motor-pump:1.0.0");
    assertThat(thing.getValue("attributes/cmms").orElseThrow())
        .isEqualTo(
            JsonObject.of("{\"system\":\"maximo\",\"site\":\"BEDFORD\",\"assetnum\":\"PUMP001\"}"));
    assertThat(thing.getValue("attributes/parent").orElseThrow().asString())
        .isEqualTo("org.twinsuite.plant:station-1");
  }

  @Test
  void onlyTheIntegrationWritesFeaturesAndItWritesNothingElse() {
    new Provisioning(ditto.url()).provision(plant);
    DittoHttp integration = new DittoHttp(ditto.url(), Provisioning.INTEGRATION);
    DittoHttp viewer = new DittoHttp(ditto.url(), Provisioning.VIEWER);
    String feature = "things/" + FIRST + "/features/health";

    integration.put(feature, "{\"properties\":{\"value\":1}}");

    assertThatThrownBy(() -> viewer.put(feature, "{}")).hasMessageContaining("403");
    assertThatThrownBy(() -> integration.put("things/" + FIRST + "/attributes/name", "\"x\""))
        .hasMessageContaining("403");
    assertThatThrownBy(
            () -> integration.put("policies/org.twinsuite.plant:machines", "{\"entries\":{}}"))
        .isInstanceOf(IllegalStateException.class);
    assertThat(new DittoHttp(ditto.url(), "some:body").exists("things/" + FIRST)).isFalse();
  }

  private JsonObject read(String subject) {
    List<JsonObject> things =
        new DittoHttp(ditto.url(), subject).things(List.of(FIRST), "thingId,definition,attributes");
    assertThat(things).hasSize(1);
    return things.get(0);
  }
}
