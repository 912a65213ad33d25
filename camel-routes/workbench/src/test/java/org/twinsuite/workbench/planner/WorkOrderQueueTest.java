package org.twinsuite.workbench.planner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twinsuite.pipeline.store.AutonomyStore;
import org.twinsuite.pipeline.store.ChangeLedger;
import org.twinsuite.pipeline.store.Consequences;
import org.twinsuite.pipeline.store.Database;
import org.twinsuite.pipeline.store.Decisions;
import org.twinsuite.pipeline.store.Episodes;
import org.twinsuite.pipeline.store.Outbox;
import org.twinsuite.pipeline.store.OutboxItem.State;
import org.twinsuite.rules.action.CreateWorkOrder;
import org.twinsuite.rules.evidence.Evidence;
import org.twinsuite.rules.pack.Autonomy;
import org.twinsuite.rules.pack.RuleInfo;

class WorkOrderQueueTest {
  private static final Instant AT = Instant.parse("2026-03-01T08:00:00Z");
  private static final Map<String, RuleInfo> RULES =
      Map.of("R", new RuleInfo("R", "rule", "1", "me", Autonomy.AUTO, 9));

  @TempDir Path folder;

  @Test
  void anOrderNobodyCanReadHidesNoOther() {
    try (Database database = Database.open("jdbc:h2:file:" + folder.resolve("outbox"), "sa", "")) {
      // GIVEN an order of a form this version does not know
      Consequences consequences = new Consequences();
      consequences.decided(List.of(order("TS-1"), order("TS-2")), List.of());
      new ChangeLedger(database, new AutonomyStore(database, () -> RULES)).store(consequences);
      database.inTransaction(
          connection ->
              connection
                  .createStatement()
                  .executeUpdate("update outbox set body = '?' where reference = 'TS-1'"));
      // WHEN, THEN
      WorkOrderQueue queue =
          new WorkOrderQueue(
              new Outbox(database, "here"), new Episodes(database), new Decisions(database));
      assertThat(queue.in(EnumSet.allOf(State.class)))
          .extracting(order -> order.item().reference())
          .containsExactly("TS-2");
    }
  }

  private static CreateWorkOrder order(String reference) {
    return new CreateWorkOrder(
        "plant:" + reference,
        "wear",
        1,
        reference,
        "R",
        "VIB",
        2,
        "Look at " + reference,
        null,
        Map.of("system", "maximo", "site", "S", "assetnum", "A"),
        AT,
        new Evidence(
            "R", "1", "hash", "because", List.of(), List.of(), null, List.of(), "corr", AT));
  }
}
