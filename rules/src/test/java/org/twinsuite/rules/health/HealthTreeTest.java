package org.twinsuite.rules.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HealthTreeTest {

  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
  private final HealthTree tree = new HealthTree();

  @Test
  void aBadPartMakesAssetSystemAndProcessBad() {
    tree.parent("d:bearing", "d:pump", AT);
    tree.parent("d:pump", "d:cooling", AT);
    tree.parent("d:cooling", "d:line", AT);
    tree.parent("d:fan", "d:cooling", AT);

    List<Health> changed = tree.own("d:bearing", Level.CRITICAL, AT);

    assertThat(changed)
        .extracting(Health::thingId)
        .containsExactly("d:bearing", "d:pump", "d:cooling", "d:line");
    assertThat(changed).extracting(Health::level).containsOnly(Level.CRITICAL);
    assertThat(changed).extracting(Health::cause).containsOnly("d:bearing");
    assertThat(tree.of("d:line").parts()).isEqualTo(4);
    assertThat(tree.of("d:line").affected()).isEqualTo(1);
    assertThat(tree.of("d:line").own()).isEqualTo(Level.GOOD);
    assertThat(tree.of("d:fan").level()).isEqualTo(Level.GOOD);
    // and all is good again when the part is
    assertThat(tree.own("d:bearing", Level.GOOD, AT))
        .hasSize(4)
        .allMatch(h -> h.level() == Level.GOOD && h.cause() == null);
  }

  @Test
  void aPartThatMovesTakesItsHealthAlong() {
    tree.parent("d:bearing", "d:pump", AT);
    tree.own("d:bearing", Level.DEGRADED, AT);

    List<Health> changed = tree.parent("d:bearing", "d:store", AT);

    assertThat(changed)
        .extracting(Health::thingId, Health::level)
        .containsExactlyInAnyOrder(tuple("d:pump", Level.GOOD), tuple("d:store", Level.DEGRADED));
    assertThat(tree.of("d:pump").level()).isEqualTo(Level.GOOD);
  }

  @Test
  void aCircleIsToldWithItsWayOutAndDoesNotRunForEver() {
    tree.parent("d:a", "d:b", AT);
    tree.parent("d:b", "d:c", AT);
    tree.parent("d:c", "d:a", AT);

    assertThat(tree.takeProblems())
        .singleElement()
        .asString()
        .contains("d:c -> d:a -> d:b -> d:c")
        .contains("until attributes/parent of one of them is corrected");
    tree.own("d:a", Level.CRITICAL, AT);
    assertThat(tree.of("d:c").level()).isEqualTo(Level.CRITICAL);
    assertThat(tree.of("d:a").parts()).isZero();
    // WHEN another link of the circle is corrected THEN the one left out counts again
    tree.parent("d:a", null, AT);
    assertThat(tree.cutThings()).isEmpty();
    assertThat(tree.of("d:a").parts()).isEqualTo(2);
    assertThat(tree.takeProblems()).isEmpty();
  }

  @Test
  void aThingThatIsItsOwnParentIsTold() {
    tree.parent("d:a", "d:a", AT);
    assertThat(tree.takeProblems()).singleElement().asString().contains("d:a -> d:a");
  }

  @Test
  void aDeletedThingCountsNoMore() {
    tree.parent("d:bearing", "d:pump", AT);
    tree.own("d:bearing", Level.CRITICAL, AT);
    assertThat(tree.forget("d:bearing", AT))
        .singleElement()
        .satisfies(h -> assertThat(h.level()).isEqualTo(Level.GOOD));
  }

  /** The running sums against a plain walk over all things, whatever happened before. */
  @Property(tries = 200)
  void theSumsAreThoseOfAPlainWalk(@ForAll @IntRange(min = 0, max = 1_000_000) int seed) {
    Random random = new Random(seed);
    HealthTree tried = new HealthTree();
    Map<String, Level> own = new HashMap<>();
    Map<String, String> parents = new HashMap<>();
    for (int step = 0; step < 80; step++) {
      String id = "t" + random.nextInt(8);
      switch (random.nextInt(4)) {
        case 0 -> {
          tried.forget(id, AT);
          own.remove(id);
          parents.remove(id);
        }
        case 1 -> {
          Level level = Level.values()[random.nextInt(4)];
          tried.own(id, level, AT);
          own.put(id, level);
        }
        default -> {
          String parent = random.nextInt(4) == 0 ? null : "t" + random.nextInt(8);
          tried.parent(id, parent, AT);
          parents.put(id, parent);
        }
      }
      // a thing in no circle has exactly the things below it that are in no circle either
      for (int i = 0; i < 8; i++) {
        String top = "t" + i;
        if (tried.cutThings().isEmpty()) {
          assertThat(tried.of(top).level()).as(top).isEqualTo(worst(top, own, parents));
        }
      }
    }
  }

  private static Level worst(String top, Map<String, Level> own, Map<String, String> parents) {
    Level worst = own.getOrDefault(top, Level.GOOD);
    for (Map.Entry<String, String> child : parents.entrySet()) {
      if (top.equals(child.getValue())) {
        Level below = worst(child.getKey(), own, parents);
        worst = below.compareTo(worst) > 0 ? below : worst;
      }
    }
    return worst;
  }
}
