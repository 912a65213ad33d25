package org.twinsuite.pipeline.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.twinsuite.pipeline.config.ConfigException;
import org.twinsuite.twin.TwinPoint;

class UnitsTest {
  private final Units units = new Units(List.of("vibration=mm/s", "temperature=Cel"));

  @ParameterizedTest
  @CsvSource({
    "°C, 20, 20",
    "℃, 20, 20",
    "C, 20, 20",
    "degF, 212, 100",
    "K, 300.15, 27",
    "Cel, 20, 20"
  })
  void commonSpellingsOfTheUnitAreConverted(String sent, double value, double expected) {
    Units.Converted converted = units.convert("temperature", value, sent);
    assertThat(converted.value()).isCloseTo(expected, within(1e-9));
    assertThat(converted.unit()).isEqualTo("Cel");
  }

  /** The texts that end UCUM's parser in an Error, or take its stack. */
  @ParameterizedTest
  @ValueSource(
      strings = {"mm /s°", "{", "}", "[", "km9999", "m2147483647", "温度", "2.Cel.Cel", "(((((((("})
  void whatCannotBeReadIsAProblemOfThePointOnly(String sent) {
    assertThatThrownBy(() -> units.convert("temperature", 20, sent))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("unit '");
    // AND it costs the unit, not the value, where nothing else is asked for
    assertThat(units.convert("level", 20, sent).value()).isEqualTo(20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "m/", "m.", "[", "{", "m2147483647", "9"})
  void longTextsEndInTimeAndInAnAnswer(String piece) {
    String sent = piece.repeat(100_000);
    assertThatThrownBy(() -> units.convert("temperature", 20, sent))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("…");
    assertThat(units.convert("level", 20, sent).unit()).isEqualTo(TwinPoint.UNKNOWN_UNIT);
  }

  @Test
  void aConfiguredUnitIsNamedWithTheCodeThatIsMeant() {
    assertThatThrownBy(() -> new Units(List.of("temperature=°C")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("temperature")
        .hasMessageContaining("Cel");
    assertThatThrownBy(() -> new Units(List.of("flow=m³/h"))).hasMessageContaining("m3/h");
  }
}
