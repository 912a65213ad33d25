package org.twinsuite.ditto.extensions.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UcumTest {

  @ParameterizedTest
  @CsvSource({
    "[degF],Cel,451.4,233",
    "Cel,K,20,293.15",
    "bar,kPa,1.5,150",
    "[psi],bar,100,6.894757293168361",
    "/min,Hz,1500,25",
    "W.s,kW.h,3600000,1",
    "mm/s,m/s,4.5,0.0045",
    "L/min,m3/h,100,6",
    "%,1,50,0.5"
  })
  void valuesAreConverted(String from, String to, double value, double expected) {
    assertThat(Ucum.conversion(from, to).convert(value))
        .isCloseTo(expected, within(Math.abs(expected) * 1e-12));
  }

  @ParameterizedTest
  @CsvSource({"°C,Cel", "rpm,/min", "psi,[psi]", "kWh,kW.h", "%RH,%", "m3/h,m3/h", "' bar ',bar"})
  void commonSpellingsAreUnderstood(String spelling, String code) {
    assertThat(Ucum.code(spelling)).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"wat", "§", "[foo]", "m)"})
  void whatIsNoUnitIsRefusedByName(String text) {
    assertThatThrownBy(() -> Ucum.code(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'");
  }

  @ParameterizedTest
  @CsvSource({"Cel,bar", "m,s"})
  void differentQuantitiesDoNotConvert(String from, String to) {
    assertThatThrownBy(() -> Ucum.conversion(from, to))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(from)
        .hasMessageContaining(to);
  }

  @Property(tries = 200)
  void thereAndBackIsTheSame(@ForAll @DoubleRange(min = -1e6, max = 1e6) double value) {
    double there = Ucum.conversion("[degF]", "Cel").convert(value);
    assertThat(Ucum.conversion("Cel", "[degF]").convert(there))
        .isCloseTo(value, within(1e-9 * Math.max(1, Math.abs(value))));
  }
}
