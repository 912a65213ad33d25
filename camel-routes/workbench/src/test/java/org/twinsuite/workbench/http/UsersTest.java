package org.twinsuite.workbench.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twinsuite.pipeline.config.AppConfig;
import org.twinsuite.pipeline.config.ConfigException;

class UsersTest {
  @TempDir Path folder;

  private static Users users(Map<String, String> options) {
    return new Users(AppConfig.of(options));
  }

  @Test
  void usersComeFromOptionAndFile() throws IOException {
    // GIVEN
    Path file = folder.resolve("users");
    Files.writeString(
        file, "# planners\n" + PasswordHashCommand.entry("ann", Role.PLANNER, "gräte", false));
    Users users =
        users(
            Map.of(
                "twinsuite.http.users",
                PasswordHashCommand.entry("bot", Role.ADMIN, "t0ken", true),
                "twinsuite.http.users-file",
                file.toString()));
    // THEN
    assertThat(users.byToken("t0ken")).contains(new User("bot", Role.ADMIN));
    assertThat(users.byName("ann").orElseThrow().hash().matches("gräte")).isTrue();
    assertThat(users.byName("ann").orElseThrow().hash().matches("other")).isFalse();
    assertThat(users.byName("bob")).isEmpty();
    assertThat(users.byToken("gräte")).isEmpty();
    assertThat(users.byToken("")).isEmpty();
    assertThat(users.none()).isFalse();
  }

  @Test
  void aNewHashHas600000Iterations() {
    assertThat(PasswordHashCommand.entry("ann", Role.PLANNER, "x", false))
        .startsWith("ann:planner:pbkdf2:600000:");
  }

  @Test
  void aWrongEntryIsNamedWithoutItsSecret() {
    for (String entry :
        new String[] {
          "ann", "ann:chef:sha256:00", "ann:planner:SECRET", "ann:admin:pbkdf2:1:00:SECRET"
        }) {
      assertThatThrownBy(() -> users(Map.of("twinsuite.http.users", entry)))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("twinsuite.http.users, entry 1")
          .message()
          .doesNotContain("SECRET");
    }
  }

  @Test
  void aShortTokenIsRefused() {
    assertThatThrownBy(() -> users(Map.of("twinsuite.http.token", "x")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("twinsuite.http.token")
        .hasMessageContaining("16");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> users(Map.of("twinsuite.http.users-file", "/no/such")))
        .hasMessageContaining("twinsuite.http.users-file")
        .hasMessageContaining("/no/such");
  }
}
