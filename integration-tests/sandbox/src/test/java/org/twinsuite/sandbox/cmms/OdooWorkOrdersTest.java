package org.twinsuite.sandbox.cmms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.twinsuite.connectors.RejectedByTarget;

class OdooWorkOrdersTest extends WorkOrdersContract {

  @Override
  CmmsStandIn standIn() {
    return new OdooStandIn(now::get, "json2");
  }

  @Override
  Map<String, String> wrongCredentials() {
    return Map.of("apiKey", "wrong");
  }

  @Override
  String title(CmmsOrder order) {
    return order.fields().path("name").asText().replaceFirst("^\\[[^]]*] ", "");
  }

  @Override
  int titleLength() {
    return 200;
  }

  @Override
  String longText(CmmsOrder order) {
    return order.fields().path("description").asText() + order.fields().path("message_ids");
  }

  @Test
  void aReferenceThatIsThePrefixOfAnotherIsNotTakenForIt() {
    // GIVEN
    orders.create(request("TS-10"));
    // WHEN, THEN
    assertThat(orders.find("TS-1")).isEmpty();
    assertThat(orders.find("TS_10")).isEmpty();
  }

  @Test
  void tracebacksStayInOdoo() {
    assertThatThrownBy(() -> connect(wrongCredentials()).find("TS-1"))
        .isInstanceOf(RejectedByTarget.class)
        .hasMessageContaining("Invalid apikey")
        .hasMessageNotContaining("Traceback");
  }
}
