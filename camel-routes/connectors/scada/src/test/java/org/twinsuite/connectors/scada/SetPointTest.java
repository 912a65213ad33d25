package org.twinsuite.connectors.scada;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SetPointTest {

  private static final Tag TAG =
      new Tag("s", "a", "p:a", "f", null, 0, 0.001, 0, 0, new WriteBounds(0, 50), Map.of(), 7);

  @Property
  void aWholeNumberIsWrittenAsItselfOrNotAtAll(@ForAll double raw) {
    try {
      BigInteger written = SetPoint.whole(TAG, raw, "Int16", 16, true);
      assertThat(Math.abs(written.doubleValue() - raw)).isLessThanOrEqualTo(1e-3);
      assertThat(written.shortValueExact()).isEqualTo((short) written.intValue());
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining("nothing was written");
    }
  }

  @Property
  void aFloatIsWrittenAsNearAsItGoesOrNotAtAll(@ForAll double raw) {
    try {
      float written = SetPoint.float32(TAG, raw, "Float");
      assertThat(Math.abs(written - raw))
          .isLessThanOrEqualTo(Math.max(1e-3, Math.ulp((float) raw)));
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining("nothing was written");
    }
  }

  @Test
  void whatScalingLeavesOfAWholeNumberIsRounded() {
    // GIVEN 40.1 in the twin is 40100 at the source, but not in binary fractions
    double raw = TAG.toSource(0.1 + 0.2);
    // THEN
    assertThat(SetPoint.whole(TAG, raw, "Int16", 16, true)).isEqualTo(BigInteger.valueOf(300));
  }

  @Test
  void theMessageNamesNumberAndType() {
    assertThatThrownBy(() -> SetPoint.whole(TAG, TAG.toSource(40), "Int16", 16, true))
        .hasMessageContaining("40000 does not fit Int16");
  }

  @Test
  void beyondWhatADoubleTellsApartNothingIsWritten() {
    assertThatThrownBy(() -> SetPoint.whole(TAG, 0x1p53 + 2, "Int64", 64, true))
        .hasMessageContaining("2^53");
    assertThatThrownBy(() -> SetPoint.float32(TAG, 1e-60, "Float")).hasMessageContaining("Float");
    assertThatThrownBy(
            () ->
                SetPoint.float32(
                    new Tag(
                        "s",
                        "a",
                        "p:a",
                        "f",
                        null,
                        0,
                        1,
                        0,
                        0,
                        new WriteBounds(0, 1e9),
                        Map.of(),
                        7),
                    16_777_217,
                    "Float"))
        .hasMessageContaining("less precise");
  }
}
