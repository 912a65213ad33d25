package org.twinsuite.charts;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What one object says about another holds. */
class ReferencesTest {

  /** Secrets an admin makes: those the README documents and those the ci files name. */
  private static final Set<String> ADMINS_SECRETS =
      Set.of(
          "twinsuite",
          "plant-db-app",
          "twinsuite-tls",
          "authorities",
          "predictors",
          "ditto-devops");

  private static final Set<String> ADMINS_CONFIG_MAPS = Set.of("plant-rules", "plant-tags");

  @ParameterizedTest
  @MethodSource("org.twinsuite.charts.Cases#all")
  void selectorsFindPods(Cases.Case values) {
    Manifests manifests = values.manifests();
    List<Map<String, String>> pods =
        manifests.pods().values().stream().map(pod -> pod.getMetadata().getLabels()).toList();
    Map<String, Map<String, String>> selectors = new java.util.TreeMap<>();
    for (HasMetadata object : manifests.objects()) {
      String name = object.getKind() + '/' + object.getMetadata().getName();
      if (object instanceof Service service) {
        selectors.put(name, service.getSpec().getSelector());
      } else if (object instanceof StatefulSet set) {
        selectors.put(name, set.getSpec().getSelector().getMatchLabels());
      } else if (object instanceof Deployment deployment) {
        selectors.put(name, deployment.getSpec().getSelector().getMatchLabels());
      } else if (object instanceof PodDisruptionBudget budget) {
        selectors.put(name, budget.getSpec().getSelector().getMatchLabels());
      } else if (object instanceof NetworkPolicy policy) {
        selectors.put(name, policy.getSpec().getPodSelector().getMatchLabels());
      }
    }
    assertThat(selectors).isNotEmpty();
    selectors.forEach(
        (name, selector) ->
            assertThat(pods)
                .as(name)
                .anyMatch(labels -> labels.entrySet().containsAll(selector.entrySet())));
  }

  @ParameterizedTest
  @MethodSource("org.twinsuite.charts.Cases#all")
  void monitorsFindOneService(Cases.Case values) {
    Manifests manifests = values.manifests();
    for (ServiceMonitor monitor : manifests.of(ServiceMonitor.class)) {
      Map<String, String> wanted = monitor.getSpec().getSelector().getMatchLabels();
      assertThat(manifests.of(Service.class))
          .filteredOn(
              service ->
                  service.getMetadata().getLabels().entrySet().containsAll(wanted.entrySet()))
          .hasSize(1);
    }
  }

  @ParameterizedTest
  @MethodSource("org.twinsuite.charts.Cases#all")
  void everyWorkloadIsUnderANetworkPolicy(Cases.Case values) {
    Manifests manifests = values.manifests();
    List<NetworkPolicy> policies = manifests.of(NetworkPolicy.class);
    if (policies.isEmpty()) {
      assertThat(ChartFiles.yaml(values.values()).at("/networkPolicy/enabled").asBoolean(true))
          .isFalse();
      return;
    }
    manifests
        .pods()
        .forEach(
            (name, pod) ->
                assertThat(policies)
                    .as(name)
                    .anyMatch(policy -> selects(policy, pod.getMetadata().getLabels())));
  }

  private static boolean selects(NetworkPolicy policy, Map<String, String> labels) {
    var selector = policy.getSpec().getPodSelector();
    return labels.entrySet().containsAll(selector.getMatchLabels().entrySet())
        && selector.getMatchExpressions().stream()
            .allMatch(
                expression ->
                    expression.getOperator().equals("In")
                        && expression.getValues().contains(labels.get(expression.getKey())));
  }

  @ParameterizedTest
  @MethodSource("org.twinsuite.charts.Cases#all")
  void whatPodsReferToExistsOrIsDocumented(Cases.Case values) {
    Manifests manifests = values.manifests();
    Set<String> configMaps = new java.util.TreeSet<>(ADMINS_CONFIG_MAPS);
    manifests.of(ConfigMap.class).forEach(map -> configMaps.add(map.getMetadata().getName()));
    Set<String> accounts =
        manifests.of(ServiceAccount.class).stream()
            .map(account -> account.getMetadata().getName())
            .collect(Collectors.toSet());
    manifests
        .pods()
        .forEach(
            (name, pod) -> {
              assertThat(configMapsOf(pod)).as(name).isSubsetOf(configMaps);
              assertThat(secretsOf(pod)).as(name).isSubsetOf(ADMINS_SECRETS);
              if (!accounts.isEmpty()) {
                assertThat(accounts).as(name).contains(pod.getSpec().getServiceAccountName());
              }
              Set<String> volumes =
                  pod.getSpec().getVolumes().stream()
                      .map(Volume::getName)
                      .collect(Collectors.toSet());
              if (name.startsWith("StatefulSet/")) {
                volumes.add("data");
              }
              Manifests.containers(pod)
                  .flatMap(container -> container.getVolumeMounts().stream())
                  .forEach(mount -> assertThat(volumes).as(name).contains(mount.getName()));
            });
  }

  private static List<String> configMapsOf(PodTemplateSpec pod) {
    return pod.getSpec().getVolumes().stream()
        .filter(volume -> volume.getConfigMap() != null)
        .map(volume -> volume.getConfigMap().getName())
        .toList();
  }

  private static List<String> secretsOf(PodTemplateSpec pod) {
    List<String> names = new ArrayList<>();
    for (Volume volume : pod.getSpec().getVolumes()) {
      if (volume.getSecret() != null) {
        names.add(volume.getSecret().getSecretName());
      }
      if (volume.getProjected() != null) {
        volume
            .getProjected()
            .getSources()
            .forEach(source -> names.add(source.getSecret().getName()));
      }
    }
    Manifests.containers(pod)
        .flatMap(container -> container.getEnv().stream())
        .filter(env -> env.getValueFrom() != null && env.getValueFrom().getSecretKeyRef() != null)
        .forEach(env -> names.add(env.getValueFrom().getSecretKeyRef().getName()));
    return names;
  }

  @Test
  void theReadmeDocumentsTheSecret() {
    assertThat(ChartFiles.text(ChartFiles.APP_CHART.resolve("README.md")))
        .contains("twinsuite.http.token", "twinsuite.db.password", "twinsuite.cmms.plant1.apiKey");
  }
}
