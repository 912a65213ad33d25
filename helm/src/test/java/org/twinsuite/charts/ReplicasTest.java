package org.twinsuite.charts;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Several processes share the work, and each control system stands in the network policy. */
class ReplicasTest {

  @Test
  void replicasShareChangesAndOnlyOneIsDisruptedAtATime() {
    // WHEN
    Manifests manifests = Cases.named("replicas").manifests();
    StatefulSet app = manifests.of(StatefulSet.class).get(0);
    Map<String, String> labels = app.getSpec().getTemplate().getMetadata().getLabels();
    // THEN
    assertThat(app.getSpec().getReplicas()).isEqualTo(3);
    assertThat(ConfigTest.properties(manifests))
        .containsEntry("twinsuite.changes.source", "kafka")
        .containsEntry("twinsuite.db.url", "jdbc:postgresql://plant-db-rw:5432/twinsuite");
    PodDisruptionBudget budget =
        manifests.one(PodDisruptionBudget.class, app.getMetadata().getName());
    assertThat(budget.getSpec().getMaxUnavailable().getIntVal()).isEqualTo(1);
    assertThat(labels)
        .containsAllEntriesOf(budget.getSpec().getSelector().getMatchLabels())
        .containsAllEntriesOf(app.getSpec().getSelector().getMatchLabels());
    // AND each has the name of its own that it keeps over restarts
    Container container = app.getSpec().getTemplate().getSpec().getContainers().get(0);
    EnvVar instance =
        container.getEnv().stream()
            .filter(env -> env.getName().equals("TWINSUITE_INSTANCE"))
            .findFirst()
            .orElseThrow();
    assertThat(instance.getValueFrom().getFieldRef().getFieldPath()).isEqualTo("metadata.name");
    // AND one replica has no budget, which would only block the draining of nodes
    assertThat(Cases.named("postgres").manifests().of(PodDisruptionBudget.class)).isEmpty();
  }

  @Test
  void eachControlSystemHasItsOwnWayOut() {
    Manifests plant = Cases.named("plant").manifests();
    assertThat(plant.one(NetworkPolicy.class, "plant").getSpec().getEgress())
        .filteredOn(
            rule ->
                rule.getTo().stream()
                    .map(NetworkPolicyPeer::getIpBlock)
                    .anyMatch(block -> block != null && block.getCidr().equals("10.20.0.0/24")))
        .singleElement()
        .satisfies(
            rule ->
                assertThat(rule.getPorts())
                    .extracting(port -> port.getPort().getIntVal())
                    .containsExactly(4840));
  }
}
