package org.twinsuite.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class SystemTimeTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource({
    "2026-03-01T10:00:00Z, 2026-03-01T10:00:00Z",
    "2026-03-01T10:00:00.000+0000, 2026-03-01T10:00:00Z",
    "2026-03-01T10:00:00.000+00:00, 2026-03-01T10:00:00Z",
    "2026-03-01T10:00:00+01, 2026-03-01T09:00:00Z",
    "2026-03-01T10:00:00-05:30, 2026-03-01T15:30:00Z",
    "2026-03-01 10:00:00.123456, 2026-03-01T09:00:00.123456Z",
    "2026-03-01 10:00:00.1, 2026-03-01T09:00:00.100Z",
    "2026-03-01 10:00:00.1234567890123, 2026-03-01T09:00:00.123456789Z",
    "2026-03-01T10:00:00, 2026-03-01T09:00:00Z",
    "2026-07-01T10:00, 2026-07-01T08:00:00Z",
    "2026-03-01 10:00:00 UTC, 2026-03-01T10:00:00Z",
    "2026-03-01, 2026-02-28T23:00:00Z",
    "1772359200000, 2026-03-01T10:00:00Z",
    "1772359200, 2026-03-01T10:00:00Z"
  })
  void timesAreReadHoweverTheyAreWritten(String text, Instant expected) {
    assertThat(SystemTime.parse(text, BERLIN)).isEqualTo(expected);
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(strings = {" ", "null", "false", "None", "0000-00-00 00:00:00"})
  void noTimeIsNull(String text) {
    assertThat(SystemTime.parse(text, BERLIN)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "2026-13-01T00:00:00Z", "01.03.2026", "12", "{}"})
  void anythingElseIsNamed(String text) {
    assertThatThrownBy(() -> SystemTime.parse(text, BERLIN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(text);
  }

  @Property
  void anyTextIsATimeNoneOrAnArgument(@ForAll String text) {
    try {
      SystemTime.parse(text, BERLIN);
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining("is not a time");
    }
  }
}
