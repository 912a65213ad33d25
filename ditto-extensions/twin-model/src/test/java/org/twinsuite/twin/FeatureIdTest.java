package org.twinsuite.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.eclipse.ditto.things.model.ThingsModelFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of any language become feature ids of Ditto, each its own. */
final class FeatureIdTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bearing_temp | bearing_temp",
        "Pump_1.Temp | Pump_1.Temp",
        "Motor/Temp | Motor__Temp",
        "温度 | 温度",
        "Öl | _x00D6_l",
        "Temp (DE) | Temp (DE)",
        "ns=2;s=Pump 1.Temp | ns=2;s=Pump 1.Temp",
        "a~b | a_x007E_b",
        "* | _x002A_",
        ".. | _x002E__x002E_",
        "a__b | a_x005F__b",
      })
  void namesAreKeptAsFarAsDittoTakesThem(String name, String id) {
    assertThat(FeatureId.of(name)).isEqualTo(id);
    assertThat(FeatureId.nameOf(id)).isEqualTo(name);
  }

  @Test
  void namesThatWereOneFeatureAreSeveral() {
    // GIVEN names whose characters outside of ASCII all were underscores once
    List<String> names =
        List.of(
            "温度",
            "压力",
            "流量",
            "Temp (DE)",
            "Temp [DE]",
            "Temp {DE}",
            "Öl",
            "Äl",
            "ns=2;s=Pump 1.Temp",
            "ns_2_s_Pump_1.Temp",
            "a/b",
            "a.b",
            "a__b",
            "a_/b",
            "a/_b",
            "__",
            "/",
            "_",
            "a_x0041_b",
            "aAb");

    // WHEN
    Set<String> ids = new HashSet<>();
    names.forEach(name -> ids.add(FeatureId.of(name)));

    // THEN
    assertThat(ids).hasSize(names.size());
  }

  @Property(tries = 5_000, seed = "42")
  void theIdLeadsBackToTheName(@ForAll("names") String name) {
    String id = FeatureId.encode(name);

    assertThat(FeatureId.nameOf(id)).isEqualTo(name);
  }

  @Property(tries = 2_000, seed = "43")
  void dittoTakesEachId(@ForAll("names") String name) {
    String id = FeatureId.encode(name);

    assertThatCode(() -> ThingsModelFactory.newFeature(id)).doesNotThrowAnyException();
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.strings()
        .withChars("ab_x/0F.~*: ,)\"\\")
        .withChars('\u0001', '\u007f', '\u00d6', '\u6e29', '\u200b', '\u2028')
        .ofMinLength(1)
        .ofMaxLength(12);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "maintenance",
        "baselines",
        "data-quality",
        "health",
        "production",
        "connectivity",
        "stock:bearing",
        "forecast:rul",
        "anomaly:vibration",
        "drift:vibration"
      })
  void whatTheSuiteWritesIsReserved(String name) {
    assertThatThrownBy(() -> FeatureId.of(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the name '" + name + "' is reserved for what the suite itself writes");
  }

  @Test
  void namesThatCannotBeAreRefusedByName() {
    assertThatThrownBy(() -> FeatureId.of("")).hasMessage("the name is empty");
    assertThatThrownBy(() -> FeatureId.of("  ")).hasMessage("the name is empty");
    assertThatThrownBy(() -> FeatureId.of("temp\ud83d"))
        .hasMessageContaining("'temp\uFFFD' is not well-formed")
        .hasMessageContaining("position 4");
    assertThatThrownBy(() -> FeatureId.of("x".repeat(60_000)))
        .hasMessageContaining("60000 characters, more than 200")
        .hasMessageNotContaining("x".repeat(100));
    assertThat(FeatureId.of("pump 🔥")).isEqualTo("pump 🔥");
  }
}
