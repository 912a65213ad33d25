package org.twinsuite.charts;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What would hang, fail half-way or begin empty is refused before anything changes. */
class ClusterChecksTest {
  private ClusterStandIn cluster;

  @BeforeEach
  void start() throws IOException {
    cluster = new ClusterStandIn();
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  private String upgrade(Map<String, String> set) {
    return HelmFour.orSkip().upgrade(ChartFiles.APP_CHART, null, set, cluster.address());
  }

  /** Rendered; the next thing Helm asks for is the API server's schema, which is not here. */
  private void passesTheChecks(Map<String, String> set) {
    assertThatThrownBy(() -> upgrade(set))
        .hasMessageContaining("openapi")
        .hasMessageNotContaining("to mend");
  }

  @Test
  void whatIsThereIsAccepted() {
    cluster.secret("twinsuite", "twinsuite.http.token");
    cluster.statefulSet("plant-twinsuite", "10240Mi");
    passesTheChecks(Map.of("app.persistence.size", "10Gi"));
  }

  @Test
  void aSecretThatIsMissing() {
    assertThatThrownBy(() -> upgrade(Map.of("tls.server.secretName", "plant-tls")))
        .hasMessageContaining("secrets[0]: there is no Secret twinsuite")
        .hasMessageContaining("tls.server: there is no Secret plant-tls")
        .hasMessageContaining("keystore.p12");
    passesTheChecks(Map.of("checkCluster", "false"));
  }

  @Test
  void aKeyThatIsMissing() {
    cluster.secret("twinsuite", "twinsuite.http.token");
    cluster.secret("plant-db", "user");
    assertThatThrownBy(
            () ->
                upgrade(
                    Map.of(
                        "secrets[0].name", "twinsuite",
                        "secrets[1].name", "plant-db",
                        "secrets[1].items.password", "twinsuite.db.password")))
        .hasMessageContaining("secrets[1]: the Secret plant-db has no key password");
  }

  @Test
  void aVolumeThatCannotChange() {
    cluster.secret("twinsuite", "twinsuite.http.token");
    cluster.statefulSet("plant-twinsuite", "10Gi");
    assertThatThrownBy(() -> upgrade(Map.of("app.persistence.size", "20Gi")))
        .hasMessageContaining("app.persistence.size: is 10Gi")
        .hasMessageContaining("--cascade=orphan");
    assertThatThrownBy(() -> upgrade(Map.of("app.persistence.storageClassName", "fast")))
        .hasMessageContaining("app.persistence.storageClassName");
    assertThatThrownBy(
            () ->
                upgrade(
                    Map.of(
                        "app.persistence.enabled", "false",
                        "config.db.url", "jdbc:postgresql://db/x",
                        "networkPolicy.enabled", "false")))
        .hasMessageContaining("app.persistence.enabled: cannot change");
  }

  @Test
  void aNameThatWouldBeginWithAnEmptyVolume() {
    cluster.secret("twinsuite", "twinsuite.http.token");
    cluster.statefulSet("plant-twinsuite", "10Gi");
    assertThatThrownBy(() -> upgrade(Map.of("nameOverride", "other")))
        .hasMessageContaining("the release runs as plant-twinsuite")
        .hasMessageContaining("as plant-other it would begin with an empty volume");
  }
}
