package org.twinsuite.pipeline.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twinsuite.connectors.RejectedByTarget;
import org.twinsuite.pipeline.store.Actions;
import org.twinsuite.pipeline.store.AutonomyStore;
import org.twinsuite.pipeline.store.ChangeLedger;
import org.twinsuite.pipeline.store.Consequences;
import org.twinsuite.pipeline.store.Database;
import org.twinsuite.pipeline.store.Outbox;
import org.twinsuite.pipeline.store.OutboxItem;
import org.twinsuite.rules.action.CreateWorkOrder;
import org.twinsuite.rules.pack.Autonomy;

class CreateOrderTest {
  @TempDir Path folder;
  private final FakeOrders maximo = new FakeOrders();
  private final CreateWorkOrder action = Actions.order("TS-1");
  private Database database;
  private Outbox outbox;
  private CreateOrder create;

  @BeforeEach
  void open() {
    database = Database.open("jdbc:h2:file:" + folder.resolve("outbox"), "sa", "");
    outbox = new Outbox(database, "here");
    create =
        new CreateOrder(
            new Cmms(Map.of("maximo", maximo)),
            outbox,
            InstantSource.system(),
            URI.create("http://localhost/"),
            false,
            java.time.ZoneId.of("UTC"));
    Consequences consequences = new Consequences();
    consequences.decided(java.util.List.of(action), java.util.List.of());
    new ChangeLedger(database, new AutonomyStore(database, () -> Actions.rules(Autonomy.AUTO, 9)))
        .store(consequences);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private OutboxItem row() {
    return outbox.byReference("TS-1").get(0);
  }

  @Test
  void anOrderThatWasMadeAndIsGoneIsNotMadeAgain() {
    // GIVEN an order that stands, which the twin does not show yet, and that somebody deletes
    create.execute(action, row());
    maximo.standing.clear();
    // WHEN, THEN a person has to look
    assertThatThrownBy(() -> create.execute(action, row()))
        .isInstanceOf(RejectedByTarget.class)
        .hasMessageContaining("1001")
        .hasMessageContaining("TS-1");
    assertThat(maximo.created).hasSize(1);
  }

  @Test
  void anOrderThatWasMadeIsShownAsItStandsNow() {
    // GIVEN
    create.execute(action, row());
    maximo.standing.put("TS-1", FakeOrders.order("TS-1", "1001", "INPRG"));
    // WHEN
    MaintenancePatch patch = create.execute(action, row());
    // THEN
    assertThat(patch.patch().toString()).contains("INPRG", "1001");
    assertThat(maximo.created).hasSize(1);
  }
}
