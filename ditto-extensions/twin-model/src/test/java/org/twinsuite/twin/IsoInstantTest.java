package org.twinsuite.twin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times as devices write them. */
final class IsoInstantTest {

  @ParameterizedTest
  @CsvSource({
    "2026-03-01T00:00:00Z, 2026-03-01T00:00:00.000Z",
    "2026-03-01T00:00:00.1234567Z, 2026-03-01T00:00:00.123Z",
    "2026-03-01T01:00:00+01:00, 2026-03-01T00:00:00.000Z",
    "2026-03-01T01:00:00+0100, 2026-03-01T00:00:00.000Z",
    "2026-03-01T01:00:00.5+01, 2026-03-01T00:00:00.500Z",
    "2026-02-28T18:30:00-0530, 2026-03-01T00:00:00.000Z",
    "2026-03-01t00:00:00z, 2026-03-01T00:00:00.000Z"
  })
  void offsetsAreReadInEachForm(String text, String expected) {
    assertThat(IsoInstant.format(IsoInstant.parse(text))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "01/03/2026",
        "2026-03-01",
        "2026-03-01T00:00:00",
        "1772323200",
        "2026-13-01T00:00:00Z",
        "2026-03-01T00:00:00+25:00"
      })
  void otherTextsAreNotTimes(String text) {
    assertThat(IsoInstant.parse(text)).isEqualTo(IsoInstant.UNKNOWN);
  }

  @Property(tries = 2_000, seed = "7")
  void isTheSameAsTheLibrarys(
      @ForAll @LongRange(min = -62_000_000_000_000L, max = 250_000_000_000_000L) long millis) {
    String text = IsoInstant.format(millis);

    assertThat(IsoInstant.parse(text)).isEqualTo(millis);
    assertThat(Instant.parse(text)).isEqualTo(Instant.ofEpochMilli(millis));
  }
}
