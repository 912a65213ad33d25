package org.twinsuite.charts;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every manifest keeps to. */
class PolicyTest {
  private static final List<String> LABELS =
      List.of(
          "app.kubernetes.io/name",
          "app.kubernetes.io/instance",
          "app.kubernetes.io/component",
          "app.kubernetes.io/version",
          "app.kubernetes.io/managed-by",
          "helm.sh/chart");

  @ParameterizedTest
  @MethodSource("org.twinsuite.charts.Cases#all")
  void podsKeepToTheRestrictedLevel(Cases.Case values) {
    values
        .manifests()
        .pods()
        .forEach(
            (name, pod) -> {
              var spec = pod.getSpec();
              assertThat(spec.getSecurityContext().getRunAsNonRoot()).as(name).isTrue();
              assertThat(spec.getSecurityContext().getRunAsUser()).as(name).isPositive();
              assertThat(spec.getSecurityContext().getSeccompProfile().getType())
                  .as(name)
                  .isEqualTo("RuntimeDefault");
              assertThat(spec.getHostNetwork()).as(name).isNull();
              assertThat(spec.getHostPID()).as(name).isNull();
              assertThat(spec.getHostIPC()).as(name).isNull();
              assertThat(spec.getVolumes())
                  .as(name)
                  .allSatisfy(volume -> assertThat(volume.getHostPath()).isNull());
              Manifests.containers(pod)
                  .forEach(container -> restricted(name, container.getSecurityContext()));
            });
  }

  private static void restricted(String name, SecurityContext security) {
    assertThat(security.getAllowPrivilegeEscalation()).as(name).isFalse();
    assertThat(security.getReadOnlyRootFilesystem()).as(name).isTrue();
    assertThat(security.getPrivileged()).as(name).isNull();
    assertThat(security.getCapabilities().getDrop()).as(name).containsExactly("ALL");
    assertThat(security.getCapabilities().getAdd()).as(name).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("org.twinsuite.charts.Cases#all")
  void nobodyGetsATokenOfTheCluster(Cases.Case values) {
    Manifests manifests = values.manifests();
    manifests
        .pods()
        .forEach(
            (name, pod) ->
                assertThat(pod.getSpec().getAutomountServiceAccountToken()).as(name).isFalse());
    assertThat(manifests.of(ServiceAccount.class))
        .allSatisfy(account -> assertThat(account.getAutomountServiceAccountToken()).isFalse());
  }

  @ParameterizedTest
  @MethodSource("org.twinsuite.charts.Cases#all")
  void containersAskForWhatTheyNeed(Cases.Case values) {
    values
        .manifests()
        .pods()
        .forEach(
            (name, pod) ->
                Manifests.containers(pod)
                    .forEach(
                        container -> {
                          var resources = container.getResources();
                          assertThat(resources.getRequests())
                              .as(name)
                              .containsKeys("cpu", "memory");
                          assertThat(resources.getLimits()).as(name).containsKey("memory");
                        }));
  }

  @ParameterizedTest
  @MethodSource("org.twinsuite.charts.Cases#all")
  void whatRunsForLongHasAllThreeProbes(Cases.Case values) {
    values
        .manifests()
        .pods()
        .forEach(
            (name, pod) -> {
              if (name.startsWith("StatefulSet/") || name.startsWith("Deployment/")) {
                Container container = pod.getSpec().getContainers().get(0);
                assertThat(container.getStartupProbe()).as(name).isNotNull();
                assertThat(container.getReadinessProbe()).as(name).isNotNull();
                assertThat(container.getLivenessProbe()).as(name).isNotNull();
                assertThat(container.getLifecycle().getPreStop()).as(name).isNotNull();
                assertThat(pod.getSpec().getTerminationGracePeriodSeconds())
                    .as(name)
                    .isGreaterThanOrEqualTo(30);
                assertThat(pod.getSpec().getTopologySpreadConstraints()).as(name).isNotEmpty();
              }
            });
  }

  @ParameterizedTest
  @MethodSource("org.twinsuite.charts.Cases#all")
  void imagesAreOfOneVersion(Cases.Case values) {
    for (PodTemplateSpec pod : values.manifests().pods().values()) {
      assertThat(Manifests.containers(pod).map(Container::getImage))
          .allMatch(image -> image.matches(".+(:[^:/@]+|@sha256:[0-9a-f]{64})"))
          .noneMatch(image -> image.endsWith(":latest"));
    }
  }

  @ParameterizedTest
  @MethodSource("org.twinsuite.charts.Cases#all")
  void noSecretStandsInAManifest(Cases.Case values) {
    Manifests manifests = values.manifests();
    assertThat(manifests.of(Secret.class)).isEmpty();
    for (PodTemplateSpec pod : manifests.pods().values()) {
      assertThat(Manifests.containers(pod).flatMap(c -> c.getEnv().stream()))
          .filteredOn(env -> env.getName().matches(".*(PASSWORD|TOKEN|SECRET|KEY|AUTH).*"))
          .filteredOn(env -> !env.getName().equals("PREDICTORS_TLS_KEY"))
          .extracting(EnvVar::getValue)
          .allMatch(java.util.Objects::isNull);
    }
    assertThat(values.text())
        .doesNotContainPattern("twinsuite\\.(db\\.password|http\\.token|http\\.users)=");
  }

  @ParameterizedTest
  @MethodSource("org.twinsuite.charts.Cases#all")
  void objectsHaveTheUsualLabelsAndOneNamespace(Cases.Case values) {
    for (HasMetadata object : values.manifests().objects()) {
      if (!"extra".equals(object.getMetadata().getName())) {
        assertThat(object.getMetadata().getLabels())
            .as(object.getMetadata().getName())
            .containsKeys(LABELS.toArray(String[]::new));
        assertThat(object.getMetadata().getNamespace()).isEqualTo("twins");
      }
    }
  }
}
