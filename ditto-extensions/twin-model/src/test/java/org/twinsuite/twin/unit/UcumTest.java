package org.twinsuite.twin.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** UCUM codes, and that no text does any harm. */
final class UcumTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "m",
        "mm/s",
        "Cel",
        "/min",
        "1",
        "%",
        "[psi]",
        "[in_i'H2O]",
        "kg.m/s2",
        "10*3/uL",
        "m3/h",
        "(mol/L)/bar",
        "{piece}",
        "kW.h",
        "m-1",
        "dB",
        "cal_[20]",
        "12.[in_i'Hg]"
      })
  void codesAreTaken(String code) {
    assertThat(Ucum.isCode(code)).isTrue();
    assertThat(Ucum.requireCode(code)).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "°C",
        "mm /s",
        "{",
        "[",
        "}",
        "km9999",
        "m2147483647",
        "m-2147483648",
        "()",
        "m//",
        "/",
        "m.",
        "(m",
        "m)",
        "1000000000000",
        "0",
        "m+",
        "{a",
        "温度",
        "\ud83d",
        "m\u0000"
      })
  void otherTextsAreNot(String text) {
    assertThat(Ucum.isCode(text)).isFalse();
    assertThatThrownBy(() -> Ucum.requireCode(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not a valid UCUM code");
  }

  @Test
  void deepAndLongTextsAreNot() {
    assertThat(Ucum.isCode("(".repeat(100_000))).isFalse();
    assertThat(Ucum.isCode("m/".repeat(50_000) + "m")).isFalse();
    assertThat(Ucum.isCode("(".repeat(50_000) + "m" + ")".repeat(50_000))).isFalse();
    assertThat(Ucum.isCode("m".repeat(200_000))).isFalse();
  }

  @Test
  void aWrongConfigurationIsToldTheRightCode() {
    assertThatThrownBy(() -> Ucum.requireCode("m³/h"))
        .hasMessage("unit 'm³/h' is not a valid UCUM code; write 'm3/h'");
  }

  @ParameterizedTest
  @CsvSource({
    "Cel, K, 20, 293.15",
    "Cel, [degF], 100, 212",
    "[degF], Cel, 32, 0",
    "bar, kPa, 2, 200",
    "m3/h, L/min, 6, 100",
    "[in_i]/s, mm/s, 1, 25.4",
    "/min, Hz, 3000, 50",
    "[psi], bar, 14.503773773, 1",
    "kW.h, MJ, 1, 3.6",
    "K/min, Cel/min, 5, 5",
    "[degF]/min, K/min, 9, 5",
    "[degR], K, 9, 5",
    "10*3/uL, /mL, 1, 1000000",
    "%, 1, 50, 0.5",
    "[HP], W, 1, 745.6998715822702",
    "REM, Sv, 1, 0.01",
    "RAD, Gy, 1, 0.01",
  })
  void valuesAreConverted(String from, String to, double value, double expected) {
    assertThat(Ucum.conversion(from, to).convert(value)).isCloseTo(expected, within(1e-6));
  }

  @ParameterizedTest
  @CsvSource({"Cel, bar", "2.Cel, bar", "m, s", "B, m"})
  void differentQuantitiesAreNotConverted(String from, String to) {
    assertThatThrownBy(() -> Ucum.conversion(from, to))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("unit '" + from + "' cannot be converted to '" + to + "'");
  }

  @Test
  void whatTheLibraryDoesNotSupportIsNoError() {
    // GIVEN a multiple of a unit with an offset, for which it throws UnsupportedOperationException
    // WHEN, THEN
    try {
      assertThat(Ucum.conversion("2.Cel", "Cel").convert(1)).isFinite();
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining("cannot be converted");
    }
  }

  @Property(tries = 3_000, seed = "7411")
  void noTextEndsInAnError(
      @ForAll
          @StringLength(max = 70)
          @Chars({
            'm', 's', 'k', 'g', 'C', 'e', 'l', '1', '9', '0', '.', '/', '(', ')', '[', ']', '{',
            '}', '-', '+', '*', '^', '%', ' ', '\'', '"', '_', '°'
          })
          String text,
      @ForAll @CharRange(from = ' ', to = '~') @StringLength(max = 30) String other) {
    Ucum.isCode(text);
    Ucum.isCode(other);
    UnitNames.PLANT.find(text);
    UnitNames.OPC_UA.find(other);
  }
}
