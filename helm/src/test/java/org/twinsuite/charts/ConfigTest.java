package org.twinsuite.charts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.twinsuite.pipeline.config.ActionOptions;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.config.AppOptions;
import org.twinsuite.pipeline.config.Option;
import org.twinsuite.pipeline.order.Cmms;

/** The chart's values and the app's options cannot drift apart. */
class ConfigTest {
  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("org.twinsuite.charts.Cases#all")
  void theAppAcceptsWhatIsRendered(Cases.Case values) throws IOException {
    // GIVEN the rendered file and what a Secret adds
    Map<String, String> options = properties(values.manifests());
    options.put("twinsuite.http.token", "0123456789abcdef");
    for (String system : options.get("twinsuite.cmms.systems").split(",")) {
      options.put("twinsuite.cmms." + system + ".apiKey", "k");
      if ("sap".equals(options.get("twinsuite.cmms." + system + ".dialect"))) {
        options.put("twinsuite.cmms." + system + ".password", "p");
        options.remove("twinsuite.cmms." + system + ".apiKey");
      }
    }
    options.remove("twinsuite.cmms..apiKey");
    // THEN no option is unknown or wrong, neither the app's own nor those of the dialects
    AppConfig config = AppConfig.of(options);
    try (Cmms cmms = new Cmms(config)) {
      assertThat(cmms.all().keySet())
          .containsExactlyElementsOf(config.get(ActionOptions.CMMS_SYSTEMS));
    }
  }

  @Test
  void everyOptionIsSetByAValueOrByTheChartOrIsASecret() {
    List<String> known = new ArrayList<>(ConfigSection.SECRET);
    known.addAll(ConfigSection.SET_BY_CHART.keySet());
    ConfigSection.options().forEach(option -> known.add(option.name()));
    assertThat(AppOptions.ALL.stream().map(Option::name)).isSubsetOf(known);
    // and what the chart says it sets, it does set
    Manifests plant =
        Manifests.read(
            HelmThree.orSkip()
                .render(
                    ChartFiles.APP_CHART,
                    Cases.named("plant").values(),
                    Map.of("rules.configMap", "plant-rules")));
    TreeSet<String> set = new TreeSet<>(properties(plant).keySet());
    plant
        .of(StatefulSet.class)
        .get(0)
        .getSpec()
        .getTemplate()
        .getSpec()
        .getContainers()
        .get(0)
        .getEnv()
        .forEach(env -> set.add(env.getName().toLowerCase().replace('_', '.')));
    assertThat(set).containsAll(ConfigSection.SET_BY_CHART.keySet());
  }

  @Test
  void theAppKnowsTheNamesItIsReachedUnder() throws IOException {
    // GIVEN an ingress
    ObjectNode values = new YAMLMapper().createObjectNode();
    values.putArray("secrets").addObject().put("name", "twinsuite");
    values
        .putObject("ingress")
        .put("enabled", true)
        .put("host", "twins.example.com")
        .put("tlsSecretName", "tls");
    values.putObject("networkPolicy").put("enabled", false);
    Path file = folder.resolve("ingress.yaml");
    Files.writeString(file, new YAMLMapper().writeValueAsString(values));
    // THEN its host is the app's, AND the service's names are, or the app would refuse them
    Map<String, String> options =
        properties(Manifests.read(HelmThree.orSkip().render(ChartFiles.APP_CHART, file, Map.of())));
    assertThat(options).containsEntry("twinsuite.http.public-url", "https://twins.example.com");
    assertThat(options.get("twinsuite.http.hosts").split(","))
        .anyMatch(host -> host.endsWith(".svc"));
  }

  @Test
  void theAppIsToldWhereThePredictorsAreAndHowToCallThem() {
    Manifests manifests = Cases.named("predictors").manifests();
    assertThat(properties(manifests))
        .hasEntrySatisfying(
            "twinsuite.forecast.servers",
            servers -> assertThat(servers).matches("grpc\\+tls://.*-predictors:8815"))
        .containsEntry("twinsuite.forecast.servers-ca", "/etc/twinsuite/predictors/ca.crt");
    var pod = manifests.of(StatefulSet.class).get(0).getSpec().getTemplate().getSpec();
    assertThat(pod.getContainers().get(0).getVolumeMounts())
        .anyMatch(mount -> mount.getMountPath().equals("/etc/twinsuite/predictors"));
    assertThat(pod.getVolumes())
        .filteredOn(volume -> volume.getName().equals("secrets"))
        .flatExtracting(volume -> volume.getProjected().getSources())
        .flatExtracting(source -> source.getSecret().getItems())
        .anyMatch(item -> item.getPath().equals("twinsuite.forecast.servers-token"));
  }

  @Test
  void everyValueArrivesAtItsOption() throws IOException {
    // GIVEN each value of the section changed
    ObjectNode config = ConfigSection.values();
    Map<String, String> expected = new TreeMap<>();
    change(config, ConfigSection.schema(), "twinsuite.", expected);
    ObjectNode values = new YAMLMapper().createObjectNode();
    values.set("config", config);
    values.putObject("networkPolicy").put("enabled", false);
    Path file = folder.resolve("values.yaml");
    Files.writeString(file, new YAMLMapper().writeValueAsString(values));
    // WHEN
    Map<String, String> rendered =
        properties(Manifests.read(HelmThree.orSkip().render(ChartFiles.APP_CHART, file, Map.of())));
    // THEN
    assertThat(rendered).containsAllEntriesOf(expected);
    assertThat(expected.keySet())
        .containsExactlyInAnyOrderElementsOf(
            ConfigSection.options().stream().map(Option::name).toList());
  }

  private static void change(
      ObjectNode values, JsonNode schema, String prefix, Map<String, String> expected) {
    for (Map.Entry<String, JsonNode> entry : schema.get("properties").properties()) {
      String name = prefix + ConfigSection.kebabCase(entry.getKey());
      JsonNode leaf = entry.getValue();
      if (leaf.has("properties")) {
        change((ObjectNode) values.get(entry.getKey()), leaf, name + '.', expected);
      } else if (leaf.get("type").asText().equals("integer")) {
        int value = leaf.path("minimum").asInt(1_000_000) + 7;
        values.put(entry.getKey(), value);
        expected.put(name, String.valueOf(value));
      } else if (leaf.get("type").isArray()) {
        values.put(entry.getKey(), 0.75);
        expected.put(name, "0.75");
      } else if (leaf.get("type").asText().equals("array")) {
        String one = leaf.at("/items/pattern").isMissingNode() ? "a=1" : "grpc+tls://h:1";
        values.putArray(entry.getKey()).add(one).add(one);
        expected.put(name, one + ',' + one);
      } else if (leaf.has("enum")) {
        String last = leaf.get("enum").get(leaf.get("enum").size() - 1).asText();
        values.put(entry.getKey(), last);
        expected.put(name, last);
      } else {
        String text = text(leaf.path("pattern").asText(), name);
        values.put(entry.getKey(), text);
        expected.put(name, text);
      }
    }
  }

  private static String text(String pattern, String name) {
    if (pattern.startsWith("^https?") || pattern.startsWith("^(https?")) {
      return "https://elsewhere:1234";
    }
    if (name.endsWith("auth")) {
      return "pre:somebody:else";
    }
    if (name.endsWith("bootstrap-servers")) {
      return "other:1234";
    }
    if (pattern.startsWith("^P")) {
      return "PT7S";
    }
    return name.equals("twinsuite.db.url") ? "jdbc:postgresql://h/d?a=b&c=\\d" : "other: é #1";
  }

  /** What the app reads from the rendered ConfigMap. */
  static Map<String, String> properties(Manifests manifests) {
    String name = manifests.of(StatefulSet.class).get(0).getMetadata().getName();
    Properties properties = new Properties();
    try {
      properties.load(
          new StringReader(manifests.one(ConfigMap.class, name).getData().get("app.properties")));
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    Map<String, String> options = new TreeMap<>();
    properties.stringPropertyNames().forEach(key -> options.put(key, properties.getProperty(key)));
    return options;
  }
}
