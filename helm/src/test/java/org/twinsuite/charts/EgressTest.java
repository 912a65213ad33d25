package org.twinsuite.charts;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ways out follow from the addresses that are configured. */
class EgressTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          config.ditto.url                | http://ditto:80                       | pods         | 80
          config.ditto.url                | https://10.1.2.3                      | 10.1.2.3/32  | 443
          config.ditto.url                | http://nginx.ditto.svc:8080           | ditto        | 8080
          config.ditto.url                | https://u@nginx.ditto.svc.cluster.local/x?a=b | ditto | 443
          config.ditto.url                | http://[2001:db8::1]:8080             | 2001:db8::1/128 | 8080
          config.hono.bootstrapServers    | a.kafka.svc:9093                      | kafka        | 9093
          config.changes.bootstrapServers | b.events.svc:9095                     | events       | 9095
          config.onboarding.honoUrl       | https://registry.hono.svc:28443       | hono         | 28443
          config.forecast.servers[0]      | grpc+tls://models.ml.svc:8815         | ml           | 8815
          notify.shift                    | https://chat.ops.svc/hook             | ops          | 443
          notify.shift                    | smtps:mail.ops.svc?to=a@b             | ops          | 465
          notify.shift                    | smtp://mail.ops.svc:587               | ops          | 587
          """)
  void anAddressThatTellsWhereItIs(String option, String address, String where, int port) {
    Manifests manifests =
        Manifests.read(
            HelmThree.orSkip().render(ChartFiles.APP_CHART, null, Map.of(option, address)));
    assertThat(manifests.of(NetworkPolicy.class).get(0).getSpec().getEgress())
        .anyMatch(
            rule ->
                leadsTo(rule, where)
                    && rule.getPorts().stream().anyMatch(p -> p.getPort().getIntVal() == port));
  }

  private static boolean leadsTo(NetworkPolicyEgressRule rule, String where) {
    return rule.getTo().stream().anyMatch(peer -> place(peer).equals(where));
  }

  private static String place(NetworkPolicyPeer peer) {
    if (peer.getIpBlock() != null) {
      return peer.getIpBlock().getCidr();
    }
    return peer.getNamespaceSelector() != null
        ? peer.getNamespaceSelector().getMatchLabels().get("kubernetes.io/metadata.name")
        : "pods";
  }
}
