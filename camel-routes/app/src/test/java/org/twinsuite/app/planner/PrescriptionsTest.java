package org.twinsuite.app.planner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twinsuite.app.store.Actions;
import org.twinsuite.app.store.ChangeLedger;
import org.twinsuite.app.store.Consequences;
import org.twinsuite.app.store.Database;
import org.twinsuite.app.store.Decisions;
import org.twinsuite.app.store.Episodes;
import org.twinsuite.app.store.Ladder;
import org.twinsuite.app.store.Outbox;
import org.twinsuite.app.store.OutboxItem.State;
import org.twinsuite.rules.pack.Autonomy;

class PrescriptionsTest {
  @TempDir Path folder;

  @Test
  void anOrderNobodyCanReadHidesNoOther() {
    try (Database database = Database.open("jdbc:h2:file:" + folder.resolve("outbox"), "sa", "")) {
      // GIVEN an order of a form this version does not know
      Consequences consequences = new Consequences();
      consequences.decided(List.of(Actions.order("TS-1"), Actions.order("TS-2")), List.of());
      new ChangeLedger(database, new Ladder(database, () -> Actions.rules(Autonomy.AUTO, 9)))
          .store(consequences);
      database.inTransaction(
          connection ->
              connection
                  .createStatement()
                  .executeUpdate("update outbox set body = '?' where reference = 'TS-1'"));
      // WHEN, THEN
      Prescriptions prescriptions =
          new Prescriptions(
              new Outbox(database, "here"), new Episodes(database), new Decisions(database));
      assertThat(prescriptions.in(EnumSet.allOf(State.class)))
          .extracting(order -> order.item().reference())
          .containsExactly("TS-2");
    }
  }
}
