package org.twinsuite.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the images hold, and that nothing in them depends on when and where they were built. */
class ImageTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "camel-routes/app, org.twinsuite.app.App, 8090/tcp",
    "predictors/server, org.twinsuite.predictors.server.PredictorServerMain, 8815/tcp"
  })
  void layoutAndReproducibility(String module, String main, String port) throws Exception {
    // WHEN
    Image image = Image.of(module, folder);
    // THEN it runs the main class as nobody
    JsonNode config = image.config();
    assertThat(image.entrypoint()).startsWith("java").endsWith(main);
    assertThat(config.get("User").asText()).isEqualTo("10001:10001");
    assertThat(config.get("ExposedPorts").has(port)).isTrue();
    // AND no time and no owner of this machine is in it
    assertThat(image.created()).isEqualTo("1970-01-01T00:00:00Z");
    List<String> files = new ArrayList<>();
    for (Path layer : image.layers()) {
      for (String entry : Image.entries(layer)) {
        assertThat(entry).contains(" 0/0 ", "1970-01-01 00:00:0");
        files.add(entry.replaceAll(".*\\d\\d:\\d\\d:\\d\\d ", ""));
      }
    }
    // AND it holds its classes, its libraries and no part that is for tests only
    assertThat(files)
        .contains("app/jib-classpath-file", "app/classes/" + main.replace('.', '/') + ".class")
        .anyMatch(file -> file.startsWith("app/libs/arrow-vector-"))
        .anyMatch(file -> file.startsWith("app/libs/slf4j-simple-"))
        .noneMatch(file -> file.matches(".*(junit|assertj|wiremock|mockito|sandbox).*"));
  }

  @ParameterizedTest
  @CsvSource({"camel-routes/app, camel-core-engine", "predictors/server, flight-core"})
  void holdsItsBillOfMaterials(String module, String library) throws Exception {
    Path built = Path.of("..", module, "target", "sbom");
    assumeTrue(Files.isDirectory(built), "built offline, where the bill of materials is left out");
    Path root = Files.createDirectory(folder.resolve("root"));
    Image.of(module, Files.createDirectory(folder.resolve("oci"))).unpack(root);
    try (Stream<Path> files = Files.list(root.resolve("usr/share/sbom"))) {
      JsonNode bill = new JsonMapper().readTree(files.findFirst().orElseThrow().toFile());
      assertThat(bill.path("bomFormat").asText()).isEqualTo("CycloneDX");
      List<String> names = new ArrayList<>();
      bill.path("components").forEach(one -> names.add(one.path("name").asText()));
      assertThat(names).contains(library).doesNotContain("junit-jupiter-api");
    }
  }

  @Test
  void theJarForDittoIsAloneInItsFolder() {
    Image image = Image.of("helm", folder);
    List<String> jars =
        image.layers().stream()
            .flatMap(layer -> Image.entries(layer).stream())
            .map(entry -> entry.replaceAll(".*\\d\\d:\\d\\d:\\d\\d ", ""))
            .filter(file -> file.endsWith(".jar"))
            .toList();
    assertThat(jars).as("package the module ditto-mappers first").hasSize(1);
    assertThat(jars.get(0)).matches("extensions/ditto-mappers-.+-ditto\\.jar");
    assertThat(image.created()).isEqualTo("1970-01-01T00:00:00Z");
  }
}
