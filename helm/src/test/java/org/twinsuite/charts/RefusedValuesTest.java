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
      config.ditto.auth=basic:me:secret            | config.ditto.auth | under the key twinsuite.ditto.auth
      config.partitions=1000                       | /config/partitions | 256
      config.hono.tenant=t                         | /config/hono/tenant | array
      image.app.tag=latest                         | image.app.tag     | Set the tag of a version
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
      imageRegistry=                               | imageRegistry     | public registry
      config.changes.source=amqp                   | /config/changes/source | kafka
      config.clock=sundial                         | /config/clock     | event
      config.ditto.start=middle                    | /config/ditto/start | beginning
      config.rules.level=full                      | /config/rules/level | shadow
      config.cmms.evidence=film                    | /config/cmms/evidence | picture
      config.db.url=mysql://db/x                   | /config/db/url    | jdbc:
      config.hono.bootstrapServers=kafka           | /config/hono/bootstrapServers | match
      config.http.publicUrl=orders.example.com     | /config/http/publicUrl | https?
      config.onboarding.honoUrl=registry           | /config/onboarding/honoUrl | https?
      config.onboarding.honoAuth=basic:me:secret   | config.onboarding.honoAuth | twinsuite.onboarding.hono-auth
      config.forecast.servers[0]=http://x:1        | /config/forecast/servers/0 | grpc
      config.forecast.level=high                   | /config/forecast/level | match
      fullnameOverride=Plant.One                   | /fullnameOverride | match
      app.extraEnv[0].name=JAVA_TOOL_OPTIONS       | app.extraEnv      | app.javaOptions
      app.extraEnv[0].name=TWINSUITE_INSTANCE      | app.extraEnv      | set by the chart
      predictors.extraEnv[0].name=PREDICTORS_TOKEN | predictors.extraEnv | set by the chart
      app.podLabels.app\\.kubernetes\\.io/name=x   | app.podLabels     | selectors
      config.ditto.url=https://ditto.example.com   | networkPolicy.egress.ditto.to | ditto.example.com
      config.onboarding.honoUrl=https://r.example.com | networkPolicy.egress.registry.to | config.onboarding.honoUrl
      config.changes.bootstrapServers=k.example.com:9092 | networkPolicy.egress.kafka.to | k.example.com
      config.forecast.servers[0]=grpc+tls://f.example.com:8815 | networkPolicy.egress.forecastServers.to | f.example.com
      notify.shift=https://chat.example.com/hook   | networkPolicy.egress.notify.shift.to | chat.example.com
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
  void allProblemsAreToldAtOnce() {
    Map<String, String> set =
        Map.of(
            "imageRegistry", "",
            "app.replicas", "2",
            "models.image", "registry.example.com/models:1",
            "models.claim", "models",
            "config.ditto.auth", "basic:me:s3cret");
    assertThatThrownBy(() -> HelmThree.orSkip().render(ChartFiles.APP_CHART, null, set))
        .hasMessageContaining("imageRegistry:")
        .hasMessageContaining("Set config.db.url to jdbc:postgresql")
        .hasMessageContaining("Set config.changes.source to kafka")
        .hasMessageContaining("models: set only one")
        .hasMessageContaining("config.ditto.auth: a password")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void aPortThatTheNetworkPolicyLeavesOut() {
    Path values = ChartFiles.APP_CHART.resolve("ci/plant-values.yaml");
    Map<String, String> set =
        Map.of(
            "config.ditto.url", "https://ditto.example.com:8443",
            "config.hono.bootstrapServers", "kafka-1:9094",
            "cmms.plant1.options.url", "https://eam.example.com:9443/maximo",
            "config.db.url", "jdbc:postgresql://db:6432/twinsuite");
    assertThatThrownBy(() -> HelmThree.orSkip().render(ChartFiles.APP_CHART, values, set))
        .hasMessageContaining("networkPolicy.egress.ditto.ports")
        .hasMessageContaining("port 8443")
        .hasMessageContaining("networkPolicy.egress.kafka.ports")
        .hasMessageContaining("cmms.plant1.egress.ports")
        .hasMessageContaining("networkPolicy.egress.database.ports");
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
