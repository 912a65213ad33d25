package org.twinsuite.twin.unit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What plants call their units. */
final class UnitNamesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "°C | Cel",
        "℃ | Cel",
        "ºC | Cel",
        "degrees C | Cel",
        "Deg C | Cel",
        "Cel | Cel",
        "°F | [degF]",
        "℉ | [degF]",
        "µm | um",
        "μm | um",
        "µA | uA",
        "Ω | Ohm",
        "Ω | Ohm",
        "m³/h | m3/h",
        "m3/hr | m3/h",
        "m^3/h | m3/h",
        "m**3/h | m3/h",
        "N·m | N.m",
        "N⋅m | N.m",
        "N*m | N.m",
        "N m | N.m",
        "Nm | N.m",
        "kW·h | kW.h",
        "kWh | kW.h",
        "min⁻¹ | /min",
        "rpm | /min",
        "RPM | /min",
        "1/min | /min",
        "kg/m³ | kg/m3",
        "g/cm³ | g/cm3",
        "mm² | mm2",
        "mm/s² | mm/s2",
        "m/s^2 | m/s2",
        "mm /s | mm/s",
        "mm / s | mm/s",
        "mm/s RMS | mm/s",
        "mm/s (rms) | mm/s",
        "bar(g) | bar",
        "barg | bar",
        "bar abs | bar",
        "in/s | [in_i]/s",
        "lb | [lb_av]",
        "ft | [ft_i]",
        "lb/ft³ | [lb_av]/[ft_i]3",
        "Amps | A",
        "amperes | A",
        "gal/min | [gal_us]/min",
        "inH2O | [in_i'H2O]",
        "PSI | [psi]",
        "%RH | %",
        "%/°C | %/Cel",
        "kvar | kV.A",
        "l/min | L/min",
      })
  void spellingsOfPlantsAreUnderstood(String name, String code) {
    // WHEN
    Optional<String> found = UnitNames.PLANT.find(name);

    // THEN
    assertThat(found).contains(code);
    assertThat(Ucum.isCode(code)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "N/A", "n/a", "none", "-", "None"})
  void aTextThatSaysThereIsNoUnitIsNotAnUnknownUnit(String name) {
    assertThat(UnitNames.isNone(name)).isTrue();
    assertThat(UnitNames.PLANT.find(name)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"温度", "[", "{", "km9999", "m2147483647", "fortnights", "\ud83d", "((((((m"})
  void anUnknownUnitIsEmptyAndNoError(String name) {
    assertThat(UnitNames.PLANT.find(name)).isEmpty();
    assertThat(UnitNames.SENML.find(name)).isEmpty();
    assertThat(UnitNames.OPC_UA.find(name)).isEmpty();
  }

  @Test
  void theSameTextMayMeanAnotherUnitElsewhere() {
    // bel in UCUM and UNECE, byte in SenML's registry (RFC 8798, table 1)
    assertThat(UnitNames.PLANT.find("B")).contains("B");
    assertThat(UnitNames.OPC_UA.find("B")).contains("B");
    assertThat(UnitNames.SENML.find("B")).contains("By");
    // are in UNECE Recommendation 20, year in UCUM
    assertThat(UnitNames.OPC_UA.find("a")).contains("ar");
    assertThat(UnitNames.PLANT.find("a")).contains("a");
  }

  @Test
  void whatIsWantedDecidesBetweenMeanings() {
    // GIVEN C and F, coulomb and farad in UCUM
    assertThat(UnitNames.PLANT.find("C")).contains("C");
    assertThat(UnitNames.PLANT.find("F")).contains("F");

    // WHEN the twin's unit is a temperature
    // THEN
    assertThat(UnitNames.PLANT.find("C", "K")).contains("Cel");
    assertThat(UnitNames.PLANT.find("F", "Cel")).contains("[degF]");
    assertThat(UnitNames.PLANT.find("g", "m/s2")).contains("[g]");
    assertThat(UnitNames.PLANT.find("C", "bar")).isEmpty();
    assertThat(UnitNames.PLANT.find("C", "mC")).contains("C");
  }

  @Test
  void prefixesKeepTheirCase() {
    // a milliwatt hour is not a megawatt hour
    assertThat(UnitNames.PLANT.find("mWh")).isNotEqualTo(UnitNames.PLANT.find("MWh"));
    assertThat(UnitNames.PLANT.find("mPa")).contains("mPa");
    assertThat(UnitNames.PLANT.find("MPa")).contains("MPa");
  }

  @Test
  void codesOfUneceAreUnderstood() {
    assertThat(UnitNames.ofUnece("MQH")).contains("m3/h");
    assertThat(UnitNames.ofUnece("CEL")).contains("Cel");
    assertThat(UnitNames.ofUnece("D19")).contains("m2.K/W");
    assertThat(UnitNames.ofUnece("C80")).contains("cGy"); // rad, of radiation
    assertThat(UnitNames.ofUnece("G26")).contains("st"); // stere, not stone
    assertThat(UnitNames.ofUnece("TQD")).contains("1000.m3/d");
    assertThat(UnitNames.ofUnece("C73")).contains("pH");
    assertThat(UnitNames.ofUnece("Q30")).contains("[pH]");
    // EUInformation's UnitId of degree Celsius, and of bar (OPC UA Part 8, 5.6.3.4)
    assertThat(UnitNames.ofUnitId(4408652)).contains("Cel");
    assertThat(UnitNames.ofUnitId(4342098)).contains("bar");
    assertThat(UnitNames.ofUnitId(-1)).isEmpty();
    assertThat(UnitNames.ofUnece("")).isEmpty();
  }

  @Test
  void everyUnitOfTheTablesIsOfUcum() {
    assertThat(UnitTables.uneceIds().values()).allMatch(Ucum::isCode);
    assertThat(UnitTables.COMMON.values()).allMatch(Ucum::isCode);
    assertThat(UnitTables.COMMON_WORDS.values()).allMatch(Ucum::isCode);
    assertThat(UnitTables.SENML.values()).allMatch(Ucum::isCode);
    assertThat(UnitTables.OTHER_MEANINGS.values()).allMatch(Ucum::isCode);
    assertThat(UnitTables.uneceIds()).hasSizeGreaterThan(1_400);
  }

  @Test
  void noWordHidesAUcumCode() {
    assertThat(UnitTables.COMMON_WORDS.keySet())
        .allSatisfy(word -> assertThat(Ucum.isCode(word)).as(word).isFalse());
    // those are meant: femtotonne, kilotonne, attotonne, kilobel, milliphot are not measured
    List<String> hidden =
        UnitTables.COMMON.entrySet().stream()
            .filter(entry -> Ucum.isCode(entry.getKey()))
            .filter(entry -> !isSame(entry.getKey(), entry.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    assertThat(hidden)
        .containsExactlyInAnyOrder(
            "ft", "ft2", "ft3", "kt", "at", "pH", "PH", "kB", "MB", "GB", "yd", "mph", "kph", "RH",
            "U/min");
  }

  private static boolean isSame(String one, String other) {
    try {
      return Ucum.conversion(one, other).convert(1) == 1;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @Test
  void manyUnknownNamesTakeBoundedMemory() {
    // WHEN
    for (int i = 0; i < 20_000; i++) {
      UnitNames.PLANT.find("unit" + i);
    }
    UnitNames.PLANT.find("x".repeat(200_000));

    // THEN names still are found
    assertThat(UnitNames.PLANT.find("°C")).contains("Cel");
  }
}
