package org.twinsuite.pipeline.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TrailTest {
  @Test
  void isBoundedInBytesWhateverIsNoted() {
    // GIVEN room for a thousand messages
    Trail trail = new Trail(1_000);
    // WHEN long texts are noted for many long ids
    for (int i = 0; i < 10_000; i++) {
      String id = i + "x".repeat(60_000);
      for (int hop = 0; hop < 20; hop++) {
        trail.note(id, "ingest", Hop.State.STOPPED, "y".repeat(2_000));
      }
    }
    // THEN
    assertThat(trail.bytes()).isLessThan(700_000);
    // AND the last one is known, by its whole id
    assertThat(trail.of("9999" + "x".repeat(60_000))).hasSize(16);
  }

  @Test
  void keepsNoneWhenNoneIsWanted() {
    Trail trail = new Trail(0);
    trail.note("a", "ingest", Hop.State.PASSED, "b");
    assertThat(trail.of("a")).isEmpty();
  }
}
