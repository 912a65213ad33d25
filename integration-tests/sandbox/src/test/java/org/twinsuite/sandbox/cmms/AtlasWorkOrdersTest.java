package org.twinsuite.sandbox.cmms;

import java.util.Map;
import org.twinsuite.connectors.cmms.AttachmentResult;

class AtlasWorkOrdersTest extends WorkOrdersContract {

  @Override
  CmmsStandIn standIn() {
    return new AtlasStandIn(now::get);
  }

  @Override
  Map<String, String> wrongCredentials() {
    return Map.of("apiKey", "wrong");
  }

  @Override
  String title(CmmsOrder order) {
    return order.fields().path("title").asText().replaceFirst("^\\[[^]]*] ", "");
  }

  @Override
  int titleLength() {
    return 120;
  }

  @Override
  AttachmentResult attached() {
    return AttachmentResult.LINK;
  }

  @Override
  String longText(CmmsOrder order) {
    return order.fields().path("description").asText();
  }
}
