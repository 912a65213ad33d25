package org.twinsuite.pipeline.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.twinsuite.rules.pack.Autonomy;

class AppConfigTest {

  @Test
  void everyOptionHasADefaultThatIsValid() {
    AppConfig config = AppConfig.of(Map.of());
    assertThat(config.get(ForecastOptions.FORECAST_EVERY)).isEqualTo(Duration.ofHours(1));
    assertThat(config.get(RuleOptions.CLOCK)).isEqualTo(ClockMode.WALL);
  }

  @Test
  void aMisspeltOptionIsNamed() {
    assertThatThrownBy(() -> AppConfig.of(Map.of("twinsuite.dito.url", "http://x")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("twinsuite.dito.url")
        .hasMessageContaining("spelling");
  }

  @Test
  void aWrongValueIsNamedWithWhatWasExpected() {
    assertThatThrownBy(() -> AppConfig.of(Map.of("twinsuite.partitions", "none")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("twinsuite.partitions")
        .hasMessageContaining("1 to 256");
    assertThatThrownBy(() -> AppConfig.of(Map.of("twinsuite.db.url", "jdbc:mysql://db/x")))
        .hasMessageContaining("twinsuite.db.url");
  }

  @Test
  void aPortOpenToOthersNeedsAToken() {
    Map<String, String> open = Map.of("twinsuite.http.host", "0.0.0.0");
    assertThatThrownBy(() -> AppConfig.of(open)).hasMessageContaining("twinsuite.http.users");
    assertThat(
            AppConfig.of(
                    Map.of(
                        "twinsuite.http.host",
                        "0.0.0.0",
                        "twinsuite.http.token",
                        "a-long-enough-token"))
                .get(HttpOptions.HTTP_TOKEN))
        .isEqualTo("a-long-enough-token");
  }

  @Test
  void optionsOfAMaintenanceSystemGoToItsDialect() {
    AppConfig config =
        AppConfig.of(
            Map.of("twinsuite.cmms.systems", "maximo", "twinsuite.cmms.maximo.url", "http://m"));
    assertThat(config.cmms("maximo")).isEqualTo(Map.of("url", "http://m"));
    assertThatThrownBy(() -> AppConfig.of(Map.of("twinsuite.cmms.maximo.url", "http://m")))
        .hasMessageContaining("twinsuite.cmms.maximo.url");
  }

  @Test
  void anOptionMayStillBeSetByItsFormerName() {
    // GIVEN the former name only
    AppConfig config = AppConfig.of(Map.of("twinsuite.rules.rung", "approve"));
    // THEN it counts
    assertThat(config.get(RuleOptions.RULES_LEVEL)).contains(Autonomy.APPROVE);
    // AND by the environment as well
    assertThat(OptionSources.read(List.of(), Map.of("TWINSUITE_RULES_RUNG", "auto")))
        .containsEntry("twinsuite.rules.rung", "auto");
    // AND both names with different values are refused
    assertThatThrownBy(
            () ->
                AppConfig.of(
                    Map.of("twinsuite.rules.rung", "auto", "twinsuite.rules.level", "shadow")))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "twinsuite.rules.rung is the former name of twinsuite.rules.level; both are set."
                + " Remove twinsuite.rules.rung");
  }

  @Test
  void everyFormerNameHasAPresentOne() {
    List<String> names = AppOptions.ALL.stream().<String>map(Option::name).toList();
    assertThat(names)
        .containsAll(RenamedOptions.NAMES.values())
        .doesNotContainAnyElementsOf(RenamedOptions.NAMES.keySet());
  }

  @Test
  void theReadmeShowsTheOptionsAsTheyAre() throws IOException {
    assertThat(Files.readString(Path.of("README.md"))).contains(OptionsTable.markdown());
  }

  @Test
  void whatIsShownHoldsNoSecret() {
    Map<String, String> shown =
        AppConfig.of(
                Map.of(
                    "twinsuite.ditto.url", "https://app:hidden@ditto:8080",
                    "twinsuite.ditto.auth", "basic:app:hidden",
                    "twinsuite.db.url", "jdbc:postgresql://db/x?user=app&password=hidden&ssl=true",
                    "twinsuite.notify.chat", "https://chat.example/hidden",
                    "twinsuite.hono.tenant", "plant"))
            .shown();
    assertThat(shown.values()).noneMatch(value -> value.contains("hidden"));
    assertThat(shown)
        .containsEntry("twinsuite.hono.tenant", "plant")
        .containsEntry("twinsuite.notify.chat", "(set)")
        .containsEntry("twinsuite.ditto.url", "https://…@ditto:8080");
  }
}
