package org.twinsuite.connectors.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OptionTest {
  private static final Option<Integer> PAGE = Option.number("pageSize", "rows", 100, 1, 500);
  private static final Option<Duration> WAIT =
      Option.duration("timeout", "longest wait", Duration.ofSeconds(5));
  private static final Option<ZoneId> ZONE = Option.zone("zone of the site");
  private static final List<Option<?>> ALL = List.of(PAGE, WAIT, ZONE);

  @Test
  void readsWhatIsGivenAndElseTheDefault() {
    Settings settings =
        Settings.of("cmms.x.", Map.of("pageSize", "20", "zone", "Europe/Berlin"), ALL);
    assertThat(settings.get(PAGE)).isEqualTo(20);
    assertThat(settings.get(WAIT)).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.get(ZONE)).isEqualTo(ZoneId.of("Europe/Berlin"));
  }

  @Test
  void refusesAtTheStartWhatWouldFailLaterAndNamesAll() {
    assertThatThrownBy(
            () ->
                Settings.of(
                    "cmms.x.", Map.of("pageSize", "0", "timeout", "PT0S", "zone", "Berlin"), ALL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cmms.x.pageSize is '0': must be a whole number from 1 to 500")
        .hasMessageContaining("cmms.x.timeout is 'PT0S': must be a duration such as PT10S")
        .hasMessageContaining("cmms.x.zone is 'Berlin': must be a time zone");
    for (String wrong : List.of("ten", "501", "99999999999")) {
      assertThatThrownBy(() -> Settings.of("x.", Map.of("pageSize", wrong), ALL))
          .hasMessageContaining("from 1 to 500");
    }
  }
}
