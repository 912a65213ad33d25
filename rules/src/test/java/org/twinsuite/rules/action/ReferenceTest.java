package org.twinsuite.rules.action;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ReferenceTest {

  @Test
  void staysTheSameForEver() {
    // the value is fixed: orders raised with an older version must be found by a newer one
    assertThat(Reference.of("demo:pump-1", "R-RUL-01", "bearing-wear", 1))
        .isEqualTo("TSDE5VZDVGVJFOV32E")
        .hasSize(18)
        .matches("TS[A-Z2-7]{16}");
  }

  @Property(tries = 200)
  void differsByEpisodeAndByThing(
      @ForAll @AlphaChars String thing, @ForAll @IntRange(min = 1) int n) {
    String reference = Reference.of(thing, "rule", "mode", n);
    assertThat(reference).isNotEqualTo(Reference.of(thing, "rule", "mode", n - 1));
    assertThat(reference).isNotEqualTo(Reference.of(thing + "x", "rule", "mode", n));
  }

  @Test
  void doesNotConfuseNeighbouringParts() {
    assertThat(Reference.of("a", "bc", "d", 1)).isNotEqualTo(Reference.of("ab", "c", "d", 1));
  }
}
