package org.twinsuite.charts;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wrong values are refused by both Helms, and the message names the field. */
class RefusedValuesTest {
  private static final String CASES =
      """
      size=tiny                                    | /size             | medium
      konfig.x=1                                   | additional properties | konfig
      config.ditto.uri=http://x                    | /config/ditto     | uri
      config.ditto.url=ditto:8080                  | /config/ditto/url | https?://
      config.ditto.auth=basic:me:secret            | /config/ditto/auth | pre:
      config.partitions=1000                       | /config/partitions | 256
      config.hono.tenant=t                         | /config/hono/tenant | array
      image.app.tag=latest                         | /image/app/tag    | not
      image.app.digest=abc                         | /image/app/digest | sha256
      app.replicas=0                               | /app/replicas     | 1
      app.replicas=2                               | app.replicas      | config.db.url
      image.app.digest=sha256:0000000000000000000000000000000000000000000000000000000000000000 | image.app.digest | imagetools inspect
      app.persistence.enabled=false                | app.persistence.enabled | jdbc:postgresql
      app.terminationGracePeriodSeconds=5          | /app/terminationGracePeriodSeconds | 30
      secrets=null                                 | secrets           | twinsuite.http.token
      cmms.eam.options.dialect=maximo              | /cmms/eam/options | url
      cmms.eam.options.url=https://eam             | cmms.eam.egress   | network policy
      config.db.url=jdbc:postgresql://db/x         | networkPolicy.egress.database | ports
      camel.server.port=1                          | /camel            | invalid propertyName
      onboarding.enabled=true                      | onboarding.request | secretName
      tests.canary=canary                          | /tests/canary     | pattern
      ingress.enabled=true                         | /ingress          | host
      networkPolicy.egress.ditto.ports[0]=http     | /networkPolicy/egress/ditto/ports/0 | integer
      """;

  @ParameterizedTest
  @CsvSource(textBlock = CASES, delimiter = '|')
  void inProcess(String set, String field, String hint) {
    refused(HelmThree.orSkip(), set, field, hint);
  }

  @ParameterizedTest
  @CsvSource(textBlock = CASES, delimiter = '|')
  void byTheBinary(String set, String field, String hint) {
    refused(HelmFour.orSkip(), set, field, hint);
  }

  private static void refused(HelmTool helm, String set, String field, String hint) {
    String[] sides = set.split("=", 2);
    assertThatThrownBy(() -> helm.render(ChartFiles.APP_CHART, null, Map.of(sides[0], sides[1])))
        .isInstanceOf(HelmTool.Refused.class)
        .hasMessageContaining(field)
        .hasMessageContaining(hint);
  }

  @Test
  void replicasThatWouldEachSeeEveryChange() {
    Path values = ChartFiles.APP_CHART.resolve("ci/replicas-values.yaml");
    assertThatThrownBy(
            () ->
                HelmThree.orSkip()
                    .render(
                        ChartFiles.APP_CHART, values, Map.of("config.changes.source", "websocket")))
        .hasMessageContaining("app.replicas")
        .hasMessageContaining("Set config.changes.source to kafka");
  }

  @Test
  void aControlSystemTheNetworkPolicyWouldKeepAway() {
    Map<String, String> set =
        Map.of("tagMap", "sources: {line1: {url: 'opc.tcp://plc1:4840'}}".replace(",", "\\,"));
    assertThatThrownBy(() -> HelmThree.orSkip().render(ChartFiles.APP_CHART, null, set))
        .hasMessageContaining("networkPolicy.egress.controlSystems.line1")
        .hasMessageContaining("to, ports");
  }

  @ParameterizedTest
  @CsvSource({
    "cmms.eam.options.apiKey, twinsuite.cmms.eam.apiKey",
    "cmms.eam.options.password, twinsuite.cmms.eam.password"
  })
  void aSecretAmongValues(String name, String fix) {
    Map<String, String> set = Map.of("cmms.eam.options.url", "https://eam", name, "s3cret");
    assertThatThrownBy(() -> HelmThree.orSkip().render(ChartFiles.APP_CHART, null, set))
        .hasMessageContaining(name)
        .hasMessageContaining(fix)
        .hasMessageNotContaining("s3cret");
  }
}
