package org.twinsuite.pipeline.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.twinsuite.pipeline.twin.ThingView;
import org.twinsuite.rules.fact.ThingContext;

class PartitionAssignmentTest {

  @Test
  void thingsOfOneParentShareAPartitionAndAThingStaysWhereItIsWhenItsParentChanges() {
    PartitionAssignment placement = new PartitionAssignment(4);
    int line = placement.of("plant:p1", below("plant:line"));
    assertThat(placement.of("plant:p2", below("plant:line"))).isEqualTo(line);

    Set<Integer> places = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      assertThat(placement.of("plant:p1", below("plant:other" + i))).isEqualTo(line);
      places.add(placement.of("plant:q" + i, below("plant:other" + i)));
    }
    assertThat(places).containsExactlyInAnyOrder(0, 1, 2, 3);
    assertThat(placement.known("plant:p1")).hasValue(line);
    assertThat(placement.known("plant:p3")).isEmpty();
  }

  private static ThingView below(String parent) {
    return new ThingView(
        new ThingContext("plant:p", null, parent, Map.of(), Map.of(), Instant.EPOCH, 1),
        null,
        List.of(),
        Map.of());
  }
}
