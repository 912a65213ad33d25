package org.twinsuite.charts;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Jobs and tests run in their order, fit a quota and go away; requests find ready pods only. */
class HooksTest {
  private static final String WEIGHT = "helm.sh/hook-weight";
  private static final String DELETED = "helm.sh/hook-delete-policy";

  @Test
  void theDoctorRunsBeforeTheCanary() {
    Manifests plant = Cases.named("plant").manifests();
    assertThat(weight(plant.one(Pod.class, "plant-test-doctor")))
        .isLessThan(weight(plant.one(Pod.class, "plant-test-canary")));
  }

  private static int weight(HasMetadata hook) {
    return Integer.parseInt(hook.getMetadata().getAnnotations().get(WEIGHT));
  }

  @Test
  void aJobThatSucceededIsDeletedAndAFailedOneAfterADay() {
    Job job = Cases.named("plant").manifests().one(Job.class, "plant-onboarding");
    assertThat(job.getMetadata().getAnnotations().get(DELETED).split(","))
        .containsExactlyInAnyOrder("before-hook-creation", "hook-succeeded");
    assertThat(job.getSpec().getTtlSecondsAfterFinished()).isEqualTo(86_400);
  }

  @Test
  void jobsAndTestsCanFitAQuota() {
    Manifests manifests =
        Manifests.read(
            HelmThree.orSkip()
                .render(
                    ChartFiles.APP_CHART,
                    Cases.named("plant").values(),
                    Map.of("tasks.resources.limits.cpu", "300m")));
    assertThat(
            Stream.of("Job/plant-onboarding", "Pod/plant-test-doctor", "Pod/plant-test-canary")
                .map(manifests.pods()::get)
                .flatMap(Manifests::containers))
        .hasSize(3)
        .allSatisfy(
            container ->
                assertThat(container.getResources().getLimits())
                    .containsEntry("cpu", new Quantity("300m"))
                    .containsKey("memory"));
  }

  @ParameterizedTest
  @MethodSource("org.twinsuite.charts.Cases#all")
  void onlyHeadlessServicesNamePodsThatAreNotReady(Cases.Case values) {
    assertThat(values.manifests().of(Service.class))
        .isNotEmpty()
        .allSatisfy(
            service -> {
              boolean headless = "None".equals(service.getSpec().getClusterIP());
              boolean peers = service.getMetadata().getName().endsWith("-pods");
              assertThat(Boolean.TRUE.equals(service.getSpec().getPublishNotReadyAddresses()))
                  .as(service.getMetadata().getName())
                  .isEqualTo(headless && peers);
            });
  }
}
