package org.twinsuite.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.config.OptionFiles;
import org.twinsuite.pipeline.order.Cmms;

/** What the distribution ships as configuration is what the app understands. */
class DistributionFilesTest {
  private static final Path CONF = Path.of("src", "distribution", "conf");
  private static final Pattern EXAMPLE = Pattern.compile("#?((?:twinsuite|camel)\\.\\S+?)=(.*)");

  static Stream<Path> examples() throws IOException {
    try (Stream<Path> files = Files.list(CONF.resolve("examples"))) {
      return files.toList().stream();
    }
  }

  @Test
  void theConfigurationIsReadAsItStands() throws IOException {
    // WHEN, THEN no option is unknown or wrong
    AppConfig.of(OptionFiles.read(CONF.resolve("twinsuite.properties")));
  }

  @Test
  void eachLineThatIsCommentedOutIsReadAsWell() throws IOException {
    // GIVEN
    Map<String, String> active = OptionFiles.read(CONF.resolve("twinsuite.properties"));
    int read = 0;
    for (String line : Files.readAllLines(CONF.resolve("twinsuite.properties"))) {
      Matcher example = EXAMPLE.matcher(line);
      if (example.matches()) {
        Map<String, String> options = new TreeMap<>(active);
        options.put(example.group(1), example.group(2));
        // WHEN, THEN
        AppConfig.of(options);
        read++;
      }
    }
    assertThat(read).isGreaterThan(15);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void eachExampleIsReadBesideTheConfiguration(Path example) throws IOException {
    // GIVEN
    Map<String, String> options = OptionFiles.read(CONF.resolve("twinsuite.properties"));
    options.putAll(OptionFiles.read(example));
    // WHEN, THEN also the options of the maintenance systems, which their dialects read
    new Cmms(AppConfig.of(options)).close();
  }

  @Test
  void theScriptOpensWhatTheTestsOpen() throws IOException {
    // WHEN the flags of the JVM in the script, and those the project's own tests run with
    String script = Files.readString(Path.of("src", "distribution", "bin", "twinsuite"));
    String pom = Files.readString(Path.of("..", "..", "pom.xml"));
    // THEN they are the same
    for (String flag :
        List.of(
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow")) {
      assertThat(script).contains(flag);
      assertThat(pom).contains(flag);
    }
  }
}
