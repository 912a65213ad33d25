package org.twinsuite.camel.hono.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class OffsetWatermarkTest {

  /** The offset to commit never passes an offset that is not done, and finally passes all. */
  @Property
  void committableIsBeforeTheFirstOffsetThatIsNotDone(
      @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 1, max = 4) Integer> steps,
      @ForAll long seed,
      @ForAll @IntRange(max = 1_000_000) int start) {
    OffsetWatermark watermark = new OffsetWatermark();
    Random random = new Random(seed);
    List<Long> received = new ArrayList<>();
    List<Long> open = new ArrayList<>();
    Set<Long> done = new HashSet<>();
    long offset = start;
    int at = 0;
    while (at < steps.size() || !open.isEmpty()) {
      if (at < steps.size() && (open.isEmpty() || random.nextBoolean())) {
        offset += steps.get(at++);
        assertThat(watermark.received(offset)).isTrue();
        received.add(offset);
        open.add(offset);
      } else {
        long ended = open.remove(random.nextInt(open.size()));
        watermark.done(ended);
        done.add(ended);
      }
      OptionalLong committable = watermark.committable();
      long position = committable.orElse(received.get(0));
      assertThat(received.stream().filter(o -> o < position)).allMatch(done::contains);
      assertThat(received.stream().filter(o -> o >= position).findFirst())
          .matches(next -> next.isEmpty() || !done.contains(next.get()));
      assertThat(watermark.window()).isEqualTo(offset + 1 - position);
    }
    assertThat(watermark.committable()).hasValue(offset + 1);
  }

  /** An offset that comes a second time is not taken for a new one. */
  @Property
  void knownOffsetsAreRefused(@ForAll @IntRange(min = 0, max = 50) int first) {
    OffsetWatermark watermark = new OffsetWatermark();
    watermark.received(first);
    watermark.received(first + 3L);
    assertThat(watermark.received(first + 3L)).isFalse();
    assertThat(watermark.received(first)).isFalse();
    watermark.done(first);
    assertThat(watermark.committable()).hasValue(first + 3L);
  }
}
