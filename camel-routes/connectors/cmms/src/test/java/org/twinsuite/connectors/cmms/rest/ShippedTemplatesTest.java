package org.twinsuite.connectors.cmms.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.twinsuite.connectors.cmms.WorkOrdersResolver;
import org.twinsuite.connectors.config.Settings;

class ShippedTemplatesTest {

  private static Map<String, String> configuration(String name) {
    return Map.of(
        "dialect",
        "rest",
        "url",
        "http://localhost:1",
        "template",
        "classpath:templates/" + name + ".yaml",
        "codes",
        "classpath:codes/" + name + ".properties");
  }

  private static RestTemplate template(Map<String, String> configuration) {
    Map<String, String> texts = new HashMap<>(configuration);
    texts.remove("dialect");
    return TemplateFile.read(Settings.of("cmms.x.", texts, RestOptions.ALL));
  }

  @ParameterizedTest
  @ValueSource(strings = {"servicenow", "atlas", "erpnext", "upkeep", "maintainx"})
  void opensAndSaysReferenceTitleAndEvidence(String name) {
    // WHEN
    new WorkOrdersResolver().open("x", configuration(name)).close();
    JsonNode body =
        new Placeholders(
                Map.of(
                    "reference",
                    "TS-1",
                    "title",
                    "Bearing",
                    "longText",
                    "Reference: TS-1",
                    "priority",
                    "1"))
            .body(template(configuration(name)).create().body());
    // THEN
    assertThat(body.toString())
        .contains("TS-1")
        .contains("Bearing")
        .doesNotContainPattern("\\{\\w+}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"servicenow", "atlas", "erpnext", "upkeep", "maintainx"})
  void everyPathIsAnAddress(String name) {
    RestTemplate template = template(configuration(name));
    Placeholders fill =
        new Placeholders(
            Map.of(
                "id",
                "7",
                "reference",
                "TS-1",
                "since",
                "2026-03-01 06:00:00",
                "offset",
                "0",
                "pageSize",
                "10"));
    for (RestTemplate.Call call :
        new RestTemplate.Call[] {
          template.find(),
          template.create(),
          template.read(),
          template.note(),
          template.status(),
          template.changes().call()
        }) {
      assertThat(URI.create("http://localhost" + fill.path(call.path()))).isNotNull();
    }
  }

  @Test
  void aFileTravelsInJsonWhereTheTemplateSaysSo() {
    RestTemplate.Files files = template(configuration("erpnext")).files();
    Map<String, String> values =
        Map.of("id", "ACC-ASR-1", "fileName", "TS-1.png", "content", "iVBORw==");
    assertThat(new Placeholders(values).body(files.add().body()).toString())
        .contains("\"attached_to_name\":\"ACC-ASR-1\"")
        .contains("\"content\":\"iVBORw==\"");
    assertThat(URI.create("http://x" + new Placeholders(values).path(files.find().call().path())))
        .asString()
        .contains("ACC-ASR-1");
  }

  @Test
  void aMistakeIsNamedWithItsPlace(@TempDir Path folder) throws Exception {
    // GIVEN
    Path file = Files.writeString(folder.resolve("x.yaml"), "find:\n  get: /x\n  oders: $\n");
    Map<String, String> configuration = new HashMap<>(configuration("servicenow"));
    configuration.put("template", file.toString());
    // WHEN, THEN
    assertThatThrownBy(() -> new WorkOrdersResolver().open("x", configuration))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("find.oders");
  }
}
