package org.twinsuite.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The umbrella chart renders offline, with empty charts where those of others belong. */
class PlatformTest {
  @TempDir static Path folder;
  private static Path platform;

  @BeforeAll
  static void fillIn() {
    platform = filledIn(folder);
  }

  /** A copy of the chart with its dependencies; those of others are empty. */
  static Path filledIn(Path folder) {
    Path platform = folder.resolve("twinsuite-platform");
    copy(ChartFiles.PLATFORM_CHART, platform);
    for (JsonNode part : dependencies()) {
      Path chart = platform.resolve("charts").resolve(part.get("name").asText());
      if (part.get("repository").asText().startsWith("file://")) {
        copy(ChartFiles.APP_CHART, chart);
      } else {
        empty(chart, part.get("name").asText(), part.get("version").asText());
      }
    }
    return platform;
  }

  private static void empty(Path chart, String name, String version) {
    try {
      Files.createDirectories(chart);
      Files.writeString(
          chart.resolve("Chart.yaml"),
          "apiVersion: v2\nname: %s\nversion: %s\n".formatted(name, version));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static JsonNode dependencies() {
    return ChartFiles.yaml(ChartFiles.PLATFORM_CHART.resolve("Chart.yaml")).get("dependencies");
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file));
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Test
  void everythingOnByDefault() {
    Manifests manifests = Manifests.read(HelmThree.orSkip().render(platform, null, Map.of()));
    assertThat(manifests.of(StatefulSet.class))
        .extracting(set -> set.getMetadata().getName())
        .containsExactlyInAnyOrder("kafka", "mongodb", "twinsuite");
    for (HasMetadata object : manifests.objects()) {
      assertThat(UnknownFields.of(object)).as(object.getMetadata().getName()).isEmpty();
    }
    // The app finds its neighbours under the names they have here.
    assertThat(ConfigTest.properties(only(manifests, "twinsuite")))
        .containsEntry("twinsuite.hono.bootstrap-servers", "kafka:9092")
        .containsEntry("twinsuite.ditto.url", "http://ditto-gateway:8080");
  }

  private static Manifests only(Manifests manifests, String name) {
    return new Manifests(
        manifests.objects().stream()
            .filter(object -> object.getMetadata().getName().equals(name))
            .toList());
  }

  @Test
  void helmFourRendersTheSame() {
    assertThat(Manifests.read(HelmFour.orSkip().render(platform, null, Map.of())).objects())
        .containsExactlyInAnyOrderElementsOf(
            Manifests.read(HelmThree.orSkip().render(platform, null, Map.of())).objects());
  }

  @Test
  void partsAreLeftOutByTheirCondition() {
    Path values = ChartFiles.PLATFORM_CHART.resolve("ci/app-only-values.yaml");
    assertThat(
            Manifests.read(HelmThree.orSkip().render(platform, values, Map.of()))
                .of(StatefulSet.class))
        .extracting(set -> set.getMetadata().getName())
        .containsExactlyInAnyOrder("kafka", "twinsuite");
    assertThat(dependencies())
        .allSatisfy(
            part ->
                assertThat(part.get("condition").asText())
                    .isEqualTo(part.get("name").asText() + ".enabled"));
  }

  @Test
  void podsOfOurOwnKeepToTheRestrictedLevel() {
    Manifests.read(HelmThree.orSkip().render(platform, null, Map.of()))
        .pods()
        .forEach(
            (name, pod) -> {
              assertThat(pod.getSpec().getSecurityContext().getRunAsNonRoot()).as(name).isTrue();
              assertThat(pod.getSpec().getAutomountServiceAccountToken()).as(name).isFalse();
              Manifests.containers(pod)
                  .forEach(
                      container -> {
                        assertThat(container.getImage())
                            .doesNotContain("bitnami")
                            .doesNotEndWith(":latest");
                        assertThat(container.getSecurityContext().getCapabilities().getDrop())
                            .containsExactly("ALL");
                        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                            .isFalse();
                      });
            });
  }

  @Test
  void aMistakeInTheAppsValuesIsNamed() {
    assertThatThrownBy(
            () ->
                HelmThree.orSkip()
                    .render(platform, null, Map.of("twinsuite.config.partitions", "many")))
        .hasMessageContaining("/config/partitions");
    assertThatThrownBy(
            () -> HelmThree.orSkip().render(platform, null, Map.of("kafka.image", "kafka:latest")))
        .hasMessageContaining("/kafka/image");
  }

  @Test
  void versionsAreThoseOfTheProject() {
    JsonNode app = ChartFiles.yaml(ChartFiles.APP_CHART.resolve("Chart.yaml"));
    JsonNode own = ChartFiles.yaml(ChartFiles.PLATFORM_CHART.resolve("Chart.yaml"));
    String pom = ChartFiles.text(Path.of("pom.xml"));
    assertThat(pom).contains("<version>" + app.get("appVersion").asText() + "</version>");
    assertThat(own.get("appVersion")).isEqualTo(app.get("appVersion"));
    assertThat(own.at("/dependencies/0/version")).isEqualTo(app.get("version"));
    assertThat(ChartFiles.text(ChartFiles.APP_CHART.resolve("CHANGELOG.md")))
        .contains("## " + app.get("version").asText());
  }
}
