package org.twinsuite.sandbox.cmms;

import java.util.Map;

class ServiceNowWorkOrdersTest extends WorkOrdersContract {

  @Override
  CmmsStandIn standIn() {
    return new ServiceNowStandIn(now::get);
  }

  @Override
  Map<String, String> wrongCredentials() {
    return Map.of("password", "wrong");
  }

  @Override
  String title(CmmsOrder order) {
    return order.fields().path("short_description").asText();
  }

  @Override
  int titleLength() {
    return 160;
  }

  @Override
  String longText(CmmsOrder order) {
    return order.fields().path("description").asText();
  }
}
