package org.twinsuite.pipeline.erp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.ditto.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.twinsuite.connectors.Window;
import org.twinsuite.connectors.erp.Erp;
import org.twinsuite.pipeline.order.ActionExecutor;
import org.twinsuite.pipeline.store.Actions;
import org.twinsuite.pipeline.store.AutonomyStore;
import org.twinsuite.pipeline.store.ChangeLedger;
import org.twinsuite.pipeline.store.Consequences;
import org.twinsuite.pipeline.store.Database;
import org.twinsuite.pipeline.store.Outbox;
import org.twinsuite.pipeline.store.OutboxItem;
import org.twinsuite.pipeline.twin.ThingViews;
import org.twinsuite.rules.action.ReservePart;
import org.twinsuite.rules.pack.Autonomy;

class SparePartReservationsTest {
  private static final ThingViews VIEWS =
      new ThingViews(
          thing ->
              Optional.of(
                  JsonObject.of(
                      "{\"attributes\":{\"erp\":{\"system\":\"sap\",\"plant\":\"1710\"}}}")));
  @TempDir Path folder;

  /** What was made is written down before the twin or anybody else hears of it. */
  @Test
  void aPartThatWasBookedIsNotBookedAgainWhenItsBookingIsUsedUp() {
    try (Database database = Database.open("jdbc:h2:file:" + folder.resolve("outbox"), "sa", "")) {
      // GIVEN a booking that was made just before a crash, and that nobody finds any more
      Forgetful sap = new Forgetful();
      Outbox outbox = new Outbox(database, "here");
      ReservePart part =
          new ReservePart(
              "plant:P-1",
              "wear",
              1,
              "TS-1",
              "seal",
              1,
              null,
              Actions.AT,
              Actions.order("x").evidence());
      Consequences consequences = new Consequences();
      consequences.decided(List.of(part), List.of());
      new ChangeLedger(database, new AutonomyStore(database, () -> Actions.rules(Autonomy.AUTO, 9)))
          .store(consequences);
      ActionExecutor<ReservePart> reservations =
          new SparePartReservations(new Erps(Map.of("sap", sap)), VIEWS, outbox).reservations();
      reservations.execute(part, row(outbox));
      assertThat(row(outbox).state()).isEqualTo(OutboxItem.State.EXECUTED);
      // WHEN
      reservations.execute(part, row(outbox));
      // THEN
      assertThat(sap.booked).hasSize(1);
    }
  }

  private static OutboxItem row(Outbox outbox) {
    return outbox.byReference("TS-1").get(0);
  }

  private static final class Forgetful implements Erp {
    private final List<String> booked = new ArrayList<>();

    @Override
    public String system() {
      return "sap";
    }

    @Override
    public boolean reachable() {
      return true;
    }

    @Override
    public Stock stock(String material, String plant) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Booking reserve(SpareRequest request) {
      booked.add(request.material());
      return new Booking(request.reference(), "" + booked.size());
    }

    @Override
    public Booking requisition(SpareRequest request) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Window> scheduled(String plant, String workCenter, Window span) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
  }
}
