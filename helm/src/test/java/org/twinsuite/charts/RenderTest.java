package org.twinsuite.charts;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both Helms render the chart, to the same manifests, and Kubernetes knows every field in them. */
class RenderTest {

  @ParameterizedTest
  @MethodSource("org.twinsuite.charts.Cases#all")
  void everyFieldIsKnown(Cases.Case values) {
    for (HasMetadata object : values.manifests().objects()) {
      assertThat(UnknownFields.of(object)).as(object.getMetadata().getName()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("org.twinsuite.charts.Cases#all")
  void helmFourRendersTheSame(Cases.Case values) {
    String four = HelmFour.orSkip().render(ChartFiles.APP_CHART, values.values(), Map.of());
    assertThat(Manifests.read(four).objects())
        .containsExactlyInAnyOrderElementsOf(values.manifests().objects());
  }

  @ParameterizedTest
  @MethodSource("org.twinsuite.charts.Cases#all")
  void renderingTwiceGivesTheSameText(Cases.Case values) {
    assertThat(HelmThree.orSkip().render(ChartFiles.APP_CHART, values.values(), Map.of()))
        .isEqualTo(values.text());
  }

  @Test
  void aMisspeltFieldWouldBeFound() {
    Manifests misspelt =
        Manifests.read(
            Cases.named("default").text().replace("terminationGracePeriodSeconds", "gracePeriod"));
    assertThat(misspelt.objects().stream().flatMap(o -> UnknownFields.of(o).stream()))
        .containsExactly("StatefulSet.spec.template.spec.gracePeriod");
  }
}
