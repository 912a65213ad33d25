package org.twinsuite.workbench.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
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
  void aTokenAndAPasswordLetTheirUserIn() throws IOException {
    // GIVEN
    Path file = folder.resolve("users");
    Files.writeString(file, "# planners\n" + HashSecret.entry("ann", Role.PLANNER, "gräte", false));
    Users users =
        users(
            Map.of(
                "twinsuite.http.users",
                HashSecret.entry("bot", Role.ADMIN, "t0ken", true),
                "twinsuite.http.users-file",
                file.toString()));
    // THEN
    assertThat(users.byToken("t0ken")).contains(new User("bot", Role.ADMIN));
    assertThat(users.byName("bot", "t0ken")).contains(new User("bot", Role.ADMIN));
    assertThat(users.byName("ann", "gräte")).contains(new User("ann", Role.PLANNER));
    assertThat(users.byName("ann", "gräte")).contains(new User("ann", Role.PLANNER));
    assertThat(users.byName("ann", "other")).isEmpty();
    assertThat(users.byName("bob", "gräte")).isEmpty();
    assertThat(users.byName("nobody", "")).isEmpty();
    assertThat(users.byToken("gräte")).isEmpty();
    assertThat(users.byToken("")).isEmpty();
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
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> users(Map.of("twinsuite.http.users-file", "/no/such")))
        .hasMessageContaining("twinsuite.http.users-file")
        .hasMessageContaining("/no/such");
  }

  @Test
  void whoFailsOftenWaits() {
    // GIVEN
    AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    FailureLimit limit = new FailureLimit(now::get);
    for (int i = 0; i < FailureLimit.FAILURES; i++) {
      assertThat(limit.secondsToWait("a")).isZero();
      limit.failed("a");
    }
    // THEN
    assertThat(limit.secondsToWait("a")).isPositive();
    assertThat(limit.secondsToWait("b")).isZero();
    now.set(Instant.EPOCH.plusSeconds(61));
    assertThat(limit.secondsToWait("a")).isZero();
    limit.failed("a");
    assertThat(limit.secondsToWait("a")).isZero();
  }
}
