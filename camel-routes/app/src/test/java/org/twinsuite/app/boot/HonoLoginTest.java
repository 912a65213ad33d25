package org.twinsuite.app.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class HonoLoginTest {

  @Test
  void theComponentsOptionsAreThoseOfKafka() {
    // GIVEN both spellings Camel knows
    Map<String, String> options =
        Map.of(
            "camel.component.hono.securityProtocol", "SASL_SSL",
            "camel.component.hono.sasl-mechanism", "SCRAM-SHA-512",
            "camel.component.hono.saslJaasConfig", "org.example.Login required;",
            "camel.component.hono.properties.ssl.truststore.location", "/trust.p12",
            "camel.component.hono.properties[ssl.truststore.type]", "PKCS12");
    // WHEN, THEN
    assertThat(HonoLogin.of(options))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "security.protocol", "SASL_SSL",
                "sasl.mechanism", "SCRAM-SHA-512",
                "sasl.jaas.config", "org.example.Login required;",
                "ssl.truststore.location", "/trust.p12",
                "ssl.truststore.type", "PKCS12"));
  }

  @Test
  void otherOptionsAreNotForKafka() {
    // WHEN, THEN
    assertThat(
            HonoLogin.of(
                Map.of(
                    "camel.component.hono.maxInFlight", "5",
                    "camel.component.kafka.securityProtocol", "SSL",
                    "twinsuite.hono.tenant", "plant")))
        .isEmpty();
  }
}
