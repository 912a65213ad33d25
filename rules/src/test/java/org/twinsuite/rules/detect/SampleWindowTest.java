package org.twinsuite.rules.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SampleWindowTest {

  @Property(tries = 300)
  void holdsTheNewestOfEachTimeInWhateverOrderTheyCome(
      @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 0, max = 20) Integer> times,
      @ForAll @IntRange(min = 1, max = 8) int capacity) {
    SampleWindow window = new SampleWindow(capacity);
    TreeMap<Long, Double> expected = new TreeMap<>();
    for (int i = 0; i < times.size(); i++) {
      long at = times.get(i);
      boolean kept = expected.size() < capacity || at >= expected.firstKey();
      boolean changed = window.offer(at, i, Double.NaN, null, i + 1);
      assertThat(changed).isEqualTo(kept);
      if (kept) {
        expected.put(at, (double) i);
        if (expected.size() > capacity) {
          expected.pollFirstEntry();
        }
      }
    }
    List<Double> values = new ArrayList<>();
    for (int back = window.size() - 1; back >= 0; back--) {
      values.add(window.value(back));
    }
    assertThat(values).isEqualTo(new ArrayList<>(expected.values()));
  }

  @Property(tries = 50)
  void aDuplicateOfTheSameRevisionChangesNothing(@ForAll @IntRange(min = 0, max = 9) int at) {
    SampleWindow window = new SampleWindow(4);
    assertThat(window.offer(at, 1, Double.NaN, null, 7)).isTrue();
    assertThat(window.offer(at, 2, Double.NaN, null, 7)).isFalse();
    assertThat(window.size()).isEqualTo(1);
    assertThat(window.value(0)).isEqualTo(1);
  }
}
