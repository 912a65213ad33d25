package org.twinsuite.e2e.compose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The compose file of the app, with its variables filled from {@code .env}. */
final class ComposeFile {
  static final Path FOLDER = Path.of("..", "..", "camel-routes", "app", "compose");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)(?::\\?)?}");

  final Map<String, String> env = new TreeMap<>();
  final Set<String> used = new TreeSet<>();
  final Map<String, Object> root;

  private ComposeFile(String text) throws IOException {
    Properties properties = new Properties();
    properties.load(Files.newBufferedReader(FOLDER.resolve(".env")));
    properties.stringPropertyNames().forEach(name -> env.put(name, properties.getProperty(name)));
    Matcher variables = VARIABLE.matcher(text);
    String filled =
        variables.replaceAll(
            match -> {
              used.add(match.group(1));
              return Matcher.quoteReplacement(env.getOrDefault(match.group(1), "MISSING"));
            });
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    root = map(new Yaml(new SafeConstructor(options)).load(filled));
  }

  static ComposeFile read() throws IOException {
    return new ComposeFile(Files.readString(FOLDER.resolve("compose.yaml")));
  }

  Map<String, Object> services() {
    return map(root.get("services"));
  }

  Map<String, Object> service(String name) {
    return map(services().get(name));
  }

  Map<String, String> environment(String service) {
    Map<String, String> values = new TreeMap<>();
    map(service(service).getOrDefault("environment", Map.of()))
        .forEach((name, value) -> values.put(name, String.valueOf(value)));
    return values;
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  @SuppressWarnings("unchecked")
  static List<String> list(Object value) {
    return (List<String>) value;
  }
}
