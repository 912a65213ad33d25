package org.twinsuite.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SandboxOptionsTest {

  @Test
  void withoutPropertiesTheSimulatedFleetIsPlayed() throws IOException {
    SandboxOptions options = SandboxOptions.of(new Properties());

    assertThat(options.plant().machines()).hasSize(20);
    assertThat(options.turbofan()).isFalse();
  }

  @Test
  void emptyPropertiesCountAsAbsent() throws IOException {
    Properties properties = new Properties();
    properties.setProperty("sandbox.set", "");
    properties.setProperty("sandbox.days", " ");
    properties.setProperty("sandbox.things", "3");

    assertThat(SandboxOptions.of(properties).plant().machines()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({"sandbox.set, FD009", "sandbox.things, many", "sandbox.things, -1"})
  void wrongValuesAreNamed(String name, String value) {
    Properties properties = new Properties();
    properties.setProperty(name, value);

    assertThatThrownBy(() -> SandboxOptions.of(properties))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name);
  }
}
