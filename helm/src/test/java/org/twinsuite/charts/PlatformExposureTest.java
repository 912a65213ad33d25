package org.twinsuite.charts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The platform opens nothing to the outside, whichever of its parts is asked. */
class PlatformExposureTest {
  private static final JsonNode VALUES =
      ChartFiles.yaml(ChartFiles.PLATFORM_CHART.resolve("values.yaml"));

  /** Switches that let callers in without a password, by the end of their name. */
  private static final List<String> AUTHENTICATION =
      List.of("authenticationRequired", "secured", "statusSecured");

  @TempDir static Path folder;
  private static Manifests manifests;

  @BeforeAll
  static void render() {
    manifests =
        Manifests.read(HelmThree.orSkip().render(PlatformTest.filledIn(folder), null, Map.of()));
  }

  @Test
  void noServiceOrIngressOfOurOwnOpensThePlatform() {
    assertThat(manifests.of(Ingress.class)).isEmpty();
    assertThat(manifests.of(Service.class))
        .isNotEmpty()
        .allSatisfy(
            service -> {
              assertThat(service.getSpec().getType()).isIn(null, "ClusterIP");
              assertThat(service.getSpec().getPorts())
                  .allSatisfy(port -> assertThat(port.getNodePort()).isNull());
              assertThat(service.getSpec().getExternalIPs()).isEmpty();
            });
  }

  @Test
  void everySwitchOfTheSubchartsIsClosed() {
    List<String> open = new ArrayList<>();
    walk("", VALUES, open);
    assertThat(open).isEmpty();
  }

  @Test
  void theSubchartsDefaultsThatOpenAreTakenAway() {
    // Hono's chart: a load balancer by default, and a node port for ClusterIP when it is false.
    assertThat(VALUES.at("/hono/serviceType").asText()).isEqualTo("ClusterIP");
    assertThat(VALUES.at("/hono").has("useLoadBalancer")).isTrue();
    assertThat(VALUES.at("/hono/useLoadBalancer").isNull()).isTrue();
    // its device registry: no authentication, and a port without TLS
    JsonNode registry = VALUES.at("/hono/deviceRegistryExample/hono/registry/http");
    assertThat(registry.get("authenticationRequired").asBoolean()).isTrue();
    assertThat(registry.get("insecurePortEnabled").asBoolean()).isFalse();
    assertThat(VALUES.at("/hono/deviceRegistryExample/addExampleData").asBoolean(true)).isFalse();
    // Ditto's chart
    assertThat(VALUES.at("/ditto/ingress/enabled").asBoolean(true)).isFalse();
    assertThat(VALUES.at("/ditto/gateway/config/authentication/devops/secured").asBoolean())
        .isTrue();
  }

  @Test
  void onlyPodsOfTheReleaseReachWhatBelievesItsCallers() {
    NetworkPolicy inside = manifests.one(NetworkPolicy.class, "plant-inside");
    assertThat(inside.getSpec().getPodSelector().getMatchLabels())
        .containsExactly(Map.entry("app.kubernetes.io/instance", "plant"));
    assertThat(inside.getSpec().getIngress())
        .singleElement()
        .satisfies(
            rule ->
                assertThat(rule.getFrom())
                    .singleElement()
                    .satisfies(
                        peer ->
                            assertThat(peer.getPodSelector().getMatchLabels())
                                .containsEntry("app.kubernetes.io/instance", "plant")));
  }

  @Test
  void notesWaitForWhatStaysAndSayWhatIsNeeded() {
    String notes = ChartFiles.text(ChartFiles.PLATFORM_CHART.resolve("templates/NOTES.txt"));
    assertThat(notes)
        .doesNotContain("wait pods --all")
        .contains("rollout status", "baseline", "10 GiB", "twinsuite.config.onboarding.honoUrl");
  }

  /** Collects the paths of values that let the outside in. */
  private static void walk(String path, JsonNode node, List<String> open) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String name = field.getKey();
      String here = path + '/' + name;
      JsonNode value = field.getValue();
      if (value.isTextual() && value.asText().matches("LoadBalancer|NodePort")
          || AUTHENTICATION.contains(name) && !value.asBoolean()
          || name.equals("useLoadBalancer") && value.asBoolean()
          || name.equals("insecurePortEnabled") && value.asBoolean()
          || name.equals("externalAdaptersEnabled") && value.asBoolean()
          || name.matches("ingress|externalAccess") && value.path("enabled").asBoolean()) {
        open.add(here);
      }
      walk(here, value, open);
    }
  }
}
