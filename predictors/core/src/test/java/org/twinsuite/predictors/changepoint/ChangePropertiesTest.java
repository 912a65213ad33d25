package org.twinsuite.predictors.changepoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class ChangePropertiesTest {

  private static final ChangeConfig CONFIG = ChangeConfig.defaults();

  /** The first change told in noise that shifts and widens at a value. */
  private static Optional<Change> first(
      long seed, int at, int length, double shift, double widen, double scale, double offset) {
    Random random = new Random(seed);
    ChangeState state = ChangeState.NEW;
    for (int i = 0; i < length; i++) {
      double noise = random.nextGaussian();
      double value = i < at ? noise : shift + widen * noise;
      state = state.after(offset + scale * value, CONFIG);
      Optional<Change> change = state.change(i, CONFIG);
      if (change.isPresent()) {
        // a false alarm before the shift is judged elsewhere: it is learnt anew
        if (i >= at) {
          return change;
        }
        state = ChangeState.NEW;
      }
    }
    return Optional.empty();
  }

  @Property(tries = 200, seed = "17")
  void aShiftIsSeenWithinThirtyValues(
      @ForAll long seed,
      @ForAll @IntRange(min = 200, max = 800) int at,
      @ForAll @DoubleRange(min = 2.5, max = 20) double shift,
      @ForAll boolean up) {
    Optional<Change> change = first(seed, at, at + 30, up ? shift : -shift, 1, 1, 0);

    assertThat(change).isPresent();
    assertThat(change.get().at()).isLessThanOrEqualTo(change.get().seen());
    assertThat(change.get().kind())
        .isIn(Change.Kind.LEVEL_UP, Change.Kind.LEVEL_DOWN, Change.Kind.WIDER);
  }

  @Property(tries = 100, seed = "18")
  void fourfoldNoiseIsSeenWithinFortyValues(
      @ForAll long seed, @ForAll @IntRange(min = 200, max = 800) int at) {
    assertThat(first(seed, at, at + 40, 0, 4, 1, 0)).isPresent();
  }

  @Property(tries = 100)
  void scaleAndOffsetDoNotMatter(
      @ForAll long seed,
      @ForAll @IntRange(min = -20, max = 20) int exponent,
      @ForAll @DoubleRange(min = -100, max = 100) double offset) {
    double scale = Math.scalb(1.0, exponent);

    assertThat(first(seed, 200, 300, 3, 1, scale, offset * scale).map(Change::kind))
        .isEqualTo(first(seed, 200, 300, 3, 1, 1, offset).map(Change::kind));
  }
}
