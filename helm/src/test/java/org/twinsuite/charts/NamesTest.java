package org.twinsuite.charts;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that Helm allows for a release become names that Kubernetes allows for services. */
class NamesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plant",
        "plant.v1",
        "p.l.a.n.t",
        "a-release-with-a-name-as-long-as-helm-allows-xx-yyyy"
      })
  void everyServiceIsADnsLabel(String release) {
    Manifests manifests = render(release);
    assertThat(manifests.of(Service.class))
        .extracting(service -> service.getMetadata().getName())
        .allMatch(name -> name.matches("[a-z]([-a-z0-9]{0,61}[a-z0-9])?"));
    assertThat(manifests.objects())
        .extracting(HasMetadata::getMetadata)
        .allMatch(metadata -> metadata.getName().length() <= 63);
  }

  @Test
  void releasesWithTheSameFirstLettersOrLettersForDotsDoNotMeet() {
    String same = "a-release-with-a-name-as-long-as-helm-allows-xx-y";
    assertThat(name(same + "-1")).isNotEqualTo(name(same + "-2"));
    assertThat(name("plant.v1")).isNotEqualTo(name("plant-v1"));
    // and a usual name stays as it was
    assertThat(name("plant")).isEqualTo("plant-twinsuite");
  }

  private static String name(String release) {
    return render(release).of(StatefulSet.class).get(0).getMetadata().getName();
  }

  private static Manifests render(String release) {
    HelmThree.orSkip();
    return Manifests.read(
        new Helm(ChartFiles.APP_CHART)
            .template()
            .withName(release)
            .withNamespace("twins")
            .withKubeVersion(HelmFour.KUBERNETES)
            .set("checkCluster", "false")
            .set("imageRegistry", "registry.example.com")
            .call());
  }
}
