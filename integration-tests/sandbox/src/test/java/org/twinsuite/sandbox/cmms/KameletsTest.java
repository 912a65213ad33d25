package org.twinsuite.sandbox.cmms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.InputStream;
import java.time.Instant;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.twinsuite.connectors.cmms.WorkOrder;

/** The Kamelets explain themselves, and the SAP sink runs. */
class KameletsTest {
  private static final Pattern USED = Pattern.compile("\\{\\{\\??(\\w+)}}");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ditto-source",
        "ditto-sink",
        "maximo-workorder-sink",
        "sap-notification-sink",
        "opcua-ditto-source",
        "modbus-ditto-source",
        "sparkplug-ditto-source"
      })
  void everyPropertyIsDescribedAndUsed(String name) throws Exception {
    JsonNode kamelet = kamelet(name);
    assertThat(kamelet.at("/metadata/name").asText()).isEqualTo(name);
    assertThat(kamelet.at("/metadata/labels/camel.apache.org~1kamelet.type").asText())
        .isEqualTo(name.endsWith("-source") ? "source" : "sink");
    JsonNode definition = kamelet.at("/spec/definition");
    assertThat(definition.path("description").asText()).isNotBlank();
    TreeSet<String> properties = new TreeSet<>();
    definition
        .get("properties")
        .properties()
        .forEach(
            property -> {
              properties.add(property.getKey());
              for (String part : new String[] {"title", "description", "type"}) {
                assertThat(property.getValue().path(part).asText())
                    .as(property.getKey() + "." + part)
                    .isNotBlank();
              }
            });
    definition.get("required").forEach(one -> assertThat(properties).contains(one.asText()));
    TreeSet<String> used = new TreeSet<>();
    Matcher places = USED.matcher(kamelet.at("/spec/template").toString());
    while (places.find()) {
      used.add(places.group(1));
    }
    assertThat(used).isEqualTo(properties);
    assertThat(kamelet.at("/spec/dependencies")).isNotEmpty();
  }

  private static JsonNode kamelet(String name) throws Exception {
    try (InputStream file =
        KameletsTest.class.getResourceAsStream("/kamelets/" + name + ".kamelet.yaml")) {
      return new YAMLMapper().readTree(file);
    }
  }

  @Test
  void theSapSinkMakesNotificationAndOrderOnce() throws Exception {
    // GIVEN
    try (SapStandIn sap =
            new SapStandIn(
                () -> Instant.parse("2026-03-01T06:00:00Z"), BodyCheck.NONE, BodyCheck.NONE);
        CamelContext context = new DefaultCamelContext()) {
      sap.start();
      String route =
          """
          - from:
              uri: direct:in
              steps:
                - to:
                    uri: kamelet:sap-notification-sink
                    parameters: { url: "%s", user: TWINSUITE, password: "%s", orderType: PM02 }
          """
              .formatted(sap.url(), sap.configuration().get("password"));
      PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("r.yaml", route));
      context.start();
      String request =
          """
          {"reference":"TS-1","thingId":"org.plant:P-101","asset":{"system":"sap","site":"1710","equipment":"10000045"},
           "title":"Replace bearing","longText":"why","priority":2,"reportedAt":"2026-03-01T05:59:00Z","correlationId":"c-1"}""";
      // WHEN
      WorkOrder order =
          context.createProducerTemplate().requestBody("direct:in", request, WorkOrder.class);
      WorkOrder again =
          context.createProducerTemplate().requestBody("direct:in", request, WorkOrder.class);
      // THEN
      assertThat(again.orderNumber()).isEqualTo(order.orderNumber());
      assertThat(sap.notifications()).hasSize(1);
      assertThat(sap.orders())
          .singleElement()
          .satisfies(
              made ->
                  assertThat(made.fields().path("MaintenanceOrderType").asText())
                      .isEqualTo("PM02"));
    }
  }
}
