package org.twinsuite.app.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShutdownSequenceTest {
  private final List<String> closed = new ArrayList<>();
  private final ShutdownSequence sequence = new ShutdownSequence();

  @Test
  void closesTheLastOpenedFirst() {
    // GIVEN
    sequence.register("database", () -> closed.add("database"));
    sequence.register("routes", () -> closed.add("routes"));
    // WHEN
    sequence.close();
    // THEN
    assertThat(closed).containsExactly("routes", "database");
  }

  @Test
  void aFailureKeepsNothingElseOpen() {
    // GIVEN failures of every kind between resources that close well
    sequence.register("database", () -> closed.add("database"));
    sequence.register(
        "models",
        () -> {
          throw new NoClassDefFoundError("gone");
        });
    sequence.register("history", () -> closed.add("history"));
    sequence.register(
        "outbox",
        () -> {
          throw new IllegalStateException("busy");
        });
    sequence.register("routes", () -> closed.add("routes"));
    // WHEN
    assertThatThrownBy(sequence::close)
        // THEN the first failure is named, the others are kept beside it
        .hasMessage("outbox could not be closed")
        .hasRootCauseMessage("busy")
        .satisfies(
            failed ->
                assertThat(failed.getSuppressed())
                    .singleElement()
                    .isInstanceOf(NoClassDefFoundError.class));
    // THEN everything else was closed, in its order
    assertThat(closed).containsExactly("routes", "history", "database");
  }

  @Test
  void closesNothingTwice() {
    // GIVEN
    sequence.register("database", () -> closed.add("database"));
    sequence.close();
    // WHEN
    sequence.close();
    // THEN
    assertThat(closed).containsExactly("database");
  }

  @Test
  void anInterruptIsKeptForTheCaller() {
    // GIVEN
    sequence.register("database", () -> closed.add("database"));
    sequence.register(
        "back-tests",
        () -> {
          throw new InterruptedException("stopped");
        });
    // WHEN
    assertThatThrownBy(sequence::close).hasMessageContaining("back-tests");
    // THEN
    assertThat(Thread.interrupted()).isTrue();
    assertThat(closed).containsExactly("database");
  }
}
