package org.twinsuite.sandbox.cmms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.twinsuite.connectors.RejectedByTarget;
import org.twinsuite.connectors.cmms.Attachment;
import org.twinsuite.connectors.cmms.HtmlText;
import org.twinsuite.connectors.cmms.WorkOrders;

class MaximoWorkOrdersTest extends WorkOrdersContract {

  @Override
  CmmsStandIn standIn() {
    return new MaximoStandIn(now::get);
  }

  @Override
  Map<String, String> wrongCredentials() {
    return Map.of("apiKey", "wrong");
  }

  @Override
  String title(CmmsOrder order) {
    return order.fields().path("description").asText();
  }

  @Override
  int titleLength() {
    return 100;
  }

  @Override
  String longText(CmmsOrder order) {
    return HtmlText.plain(order.fields().path("description_longdescription").asText());
  }

  @Test
  void noteIsRepeatedOnAStaleRowStampAndOverwritesNobody() {
    // GIVEN
    orders.create(request("TS-1"));
    system.failNext(2, FaultKind.STALE);
    // WHEN
    orders.addNote("TS-1", "Alarm again.");
    // THEN
    assertThat(longText(system.orders().get(0))).containsOnlyOnce("Alarm again.");
  }

  @Test
  void refusalCarriesMaximosOwnWords() {
    // GIVEN
    ((MaximoStandIn) system).refuse("10000045", "BMXAA2661E", "Location P-101 is not valid.");
    // WHEN, THEN
    assertThatThrownBy(() -> orders.create(request("TS-1")))
        .isInstanceOfSatisfying(
            RejectedByTarget.class, f -> assertThat(f.code()).contains("BMXAA2661E"))
        .hasMessageContaining("Location P-101 is not valid.");
    assertThat(system.orders()).isEmpty();
  }

  @Test
  void aRefusedFileLeavesTheOrderAsItIs() {
    // GIVEN
    orders.create(request("TS-1"));
    ((MaximoStandIn) system).refuseFiles(true);
    // WHEN, THEN
    assertThatThrownBy(
            () -> orders.attach("TS-1", new Attachment("a.png", "image/png", new byte[1])))
        .isInstanceOfSatisfying(
            RejectedByTarget.class, f -> assertThat(f.code()).contains("BMXAA4138E"));
    assertThat(orders.find("TS-1")).isPresent();
  }

  @Test
  void codeTablesTranslatePriorityAndFailure() {
    // GIVEN
    WorkOrders tuned =
        connect(
            Map.of(
                "codes.priority.2", "7",
                "codes.failure.bearing-wear", "PUMPS",
                "codes.problem.vibration-high", "VIB"));
    // WHEN
    tuned.create(request("TS-1"));
    // THEN
    var fields = system.orders().get(0).fields();
    assertThat(fields.path("wopriority").asInt()).isEqualTo(7);
    assertThat(fields.path("failurecode").asText()).isEqualTo("PUMPS");
    assertThat(fields.path("problemcode").asText()).isEqualTo("VIB");
    assertThat(longText(system.orders().get(0))).doesNotContain("Without a code");
  }

  @Test
  void unknownOptionAndMissingKeyAreNamed() {
    assertThatThrownBy(() -> connect(Map.of("apikey", "x", "url", "maximo.example.com")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cmms.plant.apikey is not an option")
        .hasMessageContaining("cmms.plant.url");
  }
}
