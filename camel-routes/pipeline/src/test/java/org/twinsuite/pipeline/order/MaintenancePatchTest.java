package org.twinsuite.pipeline.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.twinsuite.pipeline.store.Actions;

class MaintenancePatchTest {

  /** Stages have the names their users give them. */
  @Test
  void aStatusWithSignsOfItsOwnStaysOneTextInTheCondition() {
    // WHEN
    MaintenancePatch patch =
        MaintenancePatch.of(
            Actions.order("TS-1"),
            FakeOrders.order("TS-1", "1001", "in \"work\" C:\\shop"),
            Instant.EPOCH);
    // THEN as RQL has it, which is as JSON has it
    assertThat(patch.condition()).contains("systemStatus,\"in \\\"work\\\" C:\\\\shop\")");
  }
}
