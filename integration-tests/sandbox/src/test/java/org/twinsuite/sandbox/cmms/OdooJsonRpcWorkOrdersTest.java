package org.twinsuite.sandbox.cmms;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class OdooJsonRpcWorkOrdersTest extends OdooWorkOrdersTest {

  @Override
  CmmsStandIn standIn() {
    return new OdooStandIn(now::get, "jsonrpc");
  }

  @Override
  @Test
  void tracebacksStayInOdoo() {
    assertThatThrownBy(() -> connect(wrongCredentials()).find("TS-1"))
        .hasMessageContaining("Access Denied")
        .hasMessageNotContaining("Traceback");
  }

  @Test
  void missingDatabaseIsNamed() {
    assertThatThrownBy(() -> connect(Map.of("database", "")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cmms.plant.database");
  }
}
