package org.twinsuite.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.twinsuite.rules.action.AddToWorkOrder;
import org.twinsuite.rules.action.CloseEpisode;
import org.twinsuite.rules.action.CreateWorkOrder;
import org.twinsuite.rules.action.RaiseRequisition;
import org.twinsuite.rules.action.ReservePart;
import org.twinsuite.rules.fact.OpenWorkOrder;
import org.twinsuite.rules.fact.OrderState;
import org.twinsuite.rules.fact.ProductionWindow;
import org.twinsuite.rules.fact.StockLevel;
import org.twinsuite.rules.fact.ThingContext;
import org.twinsuite.rules.health.Health;
import org.twinsuite.rules.health.Level;

/** Orders others raised, orders of other failure modes, spare parts, and things out of service. */
class OneOrderTest {

  private static final String PUMP = "org.twinsuite:motor-pump:1.0.0";
  private static final String ID = "demo:p1";
  private final Plant plant = new Plant();

  @AfterEach
  void close() {
    plant.close();
  }

  @Test
  void aSignalLostWhileAnOrderIsOpenIsANoteOnIt() {
    CreateWorkOrder order = faultyPump();
    plant.clock(40);
    assertThat(plant.all(CreateWorkOrder.class)).hasSize(1);
    assertThat(plant.all(AddToWorkOrder.class))
        .singleElement()
        .satisfies(n -> assertThat(n.ruleId()).isEqualTo("R-SIL-01"))
        .satisfies(n -> assertThat(n.reference()).isEqualTo(order.reference()));
  }

  @Test
  void aMachineThatStaysSilentAfterItsOrderWasCompletedIsOutOfService() {
    CreateWorkOrder order = faultyPump();
    plant.clock(40);
    plant.order(order, OrderState.COMPLETED, 41);
    plant.clock(1000);
    assertThat(plant.all(CreateWorkOrder.class)).hasSize(1);
    // WHEN it comes back, and is lost again THEN that is news
    for (int i = 0; i < 10; i++) {
      plant.vibration(ID, 1001 + i, 1.0);
    }
    plant.clock(1100);
    assertThat(plant.all(CreateWorkOrder.class))
        .extracting(CreateWorkOrder::failureMode)
        .containsExactly("bearing-wear", "sensor-loss");
  }

  @Test
  void aSensorLossIsNotOrderedAgainUntilTheSignalCameBackOnce() {
    plant.add(ID, PUMP);
    for (int hour = 0; hour < 20; hour++) {
      plant.vibration(ID, hour, 1.0);
      plant.sample(ID, "flow", hour, 100);
    }
    // GIVEN the vibration sensor is lost while the machine runs on
    for (int hour = 20; hour < 60; hour++) {
      plant.sample(ID, "flow", hour, 100);
    }
    CreateWorkOrder order = plant.all(CreateWorkOrder.class).get(0);
    plant.order(order, OrderState.COMPLETED, 60);
    for (int hour = 61; hour < 300; hour++) {
      plant.sample(ID, "flow", hour, 100);
    }
    assertThat(plant.all(CreateWorkOrder.class)).hasSize(1);
    // and a cancelled order says no as well
    for (int hour = 300; hour < 320; hour++) {
      plant.vibration(ID, hour, 1.0);
    }
    plant.clock(400);
    plant.order(plant.all(CreateWorkOrder.class).get(1), OrderState.CANCELLED, 401);
    plant.clock(1000);
    assertThat(plant.all(CreateWorkOrder.class)).hasSize(2);
  }

  @Test
  void outOfServiceNothingIsPrescribedAndBackInServiceItIs() {
    plant.tell(new ThingContext(ID, PUMP, null, Map.of(), Map.of(), true, Plant.START, 1));
    for (int hour = 0; hour < 20; hour++) {
      plant.vibration(ID, hour, 5.0);
    }
    assertThat(plant.actions).isEmpty();
    plant.tell(new ThingContext(ID, PUMP, null, Map.of(), Map.of(), false, Plant.at(20), 2));
    plant.vibration(ID, 21, 5.0);
    assertThat(plant.all(CreateWorkOrder.class)).hasSize(1);
  }

  @Test
  void somebodyElsesOrderIsUsedAndEndsTheEpisode() {
    plant.add(ID, PUMP);
    plant.tell(new OpenWorkOrder(ID, "4711", "bearing-wear", true, Plant.at(0), 2));
    vibrate(0, 20, 5.0);
    assertThat(plant.all(CreateWorkOrder.class)).isEmpty();
    assertThat(plant.all(AddToWorkOrder.class))
        .singleElement()
        .satisfies(n -> assertThat(n.orderNumber()).isEqualTo("4711"));
    plant.tell(new OpenWorkOrder(ID, "4711", "bearing-wear", false, Plant.at(21), 3));
    assertThat(plant.all(CloseEpisode.class)).hasSize(1);
    // late news of the open order does not open it again
    plant.tell(new OpenWorkOrder(ID, "4711", "bearing-wear", true, Plant.at(10), 4));
    vibrate(22, 60, 5.0);
    assertThat(plant.all(CreateWorkOrder.class)).hasSize(1);
  }

  @Test
  void anOrderForAnotherFailureModeIsNotUsed() {
    plant.add(ID, PUMP);
    plant.tell(new OpenWorkOrder(ID, "4711", "lubrication", true, Plant.at(0), 2));
    vibrate(0, 20, 5.0);
    assertThat(plant.all(CreateWorkOrder.class)).hasSize(1);
  }

  @Test
  void thePartIsReservedWithTheOrderWhenThereIsStock() {
    plant.add(ID, PUMP);
    plant.tell(new StockLevel(ID, "bearing", 3, null, Plant.at(0), 2));
    vibrate(0, 20, 5.0);
    CreateWorkOrder order = plant.all(CreateWorkOrder.class).get(0);
    assertThat(plant.all(ReservePart.class))
        .singleElement()
        .satisfies(r -> assertThat(r.part()).isEqualTo("bearing"))
        .satisfies(r -> assertThat(r.reference()).isEqualTo(order.reference()))
        .satisfies(r -> assertThat(r.needBy()).isEqualTo(order.window().from()));
    assertThat(plant.all(RaiseRequisition.class)).isEmpty();
  }

  @Test
  void aPartThatIsMissingIsAskedForOnceAndReservedWhenItCame() {
    faultyPump();
    plant.tell(new StockLevel(ID, "bearing", 0, null, Plant.at(21), 2));
    plant.tell(new StockLevel(ID, "bearing", 0, null, Plant.at(22), 3));
    plant.tell(new StockLevel(ID, "impeller", 5, null, Plant.at(22), 4));
    assertThat(plant.all(RaiseRequisition.class)).hasSize(1);
    assertThat(plant.all(ReservePart.class)).isEmpty();
    plant.tell(new StockLevel(ID, "bearing", 1, null, Plant.at(30), 5));
    plant.tell(new StockLevel(ID, "bearing", 0, null, Plant.at(31), 6));
    assertThat(plant.all(ReservePart.class)).hasSize(1);
    assertThat(plant.all(RaiseRequisition.class)).hasSize(1);
  }

  @Test
  void aPartThatArrivesInTimeIsNotAskedFor() {
    plant.add(ID, PUMP);
    plant.tell(new StockLevel(ID, "bearing", 0, Plant.at(9), Plant.at(0), 2));
    vibrate(0, 20, 5.0);
    assertThat(plant.all(RaiseRequisition.class)).isEmpty();
  }

  @Test
  void theWorkIsPutWhereProductionLeavesTimeFree() {
    plant.add(ID, PUMP);
    plant.tell(new ProductionWindow(ID, Plant.at(2), Plant.at(8), Plant.at(0), 2));
    plant.tell(new ProductionWindow(ID, Plant.at(30), Plant.at(36), Plant.at(0), 2));
    vibrate(0, 20, 5.0);
    CreateWorkOrder order = plant.all(CreateWorkOrder.class).get(0);
    assertThat(order.window().from()).isEqualTo(Plant.at(30));
    assertThat(order.window().to()).isEqualTo(Plant.at(36));
  }

  @Test
  void healthFollowsTheEpisodesAndReachesTheParent() {
    plant.tell(new ThingContext(ID, PUMP, "demo:station", Map.of(), Map.of(), Plant.START, 1));
    vibrate(0, 10, 3.0);
    assertThat(plant.health)
        .extracting(Health::thingId, Health::level)
        .containsExactly(tuple(ID, Level.DEGRADED), tuple("demo:station", Level.DEGRADED));
    vibrate(10, 20, 5.0);
    assertThat(plant.health.get(plant.health.size() - 1).level()).isEqualTo(Level.CRITICAL);
    plant.order(plant.all(CreateWorkOrder.class).get(0), OrderState.COMPLETED, 20);
    assertThat(plant.health.get(plant.health.size() - 1))
        .satisfies(h -> assertThat(h.thingId()).isEqualTo("demo:station"))
        .satisfies(h -> assertThat(h.level()).isEqualTo(Level.GOOD));
  }

  @Test
  void aCyclicParentIsTold() {
    plant.tell(new ThingContext(ID, PUMP, "demo:p2", Map.of(), Map.of(), Plant.START, 1));
    plant.tell(new ThingContext("demo:p2", PUMP, ID, Map.of(), Map.of(), Plant.START, 1));
    assertThat(plant.problems())
        .singleElement()
        .satisfies(p -> assertThat(p.message()).contains("demo:p2 -> demo:p1 -> demo:p2"));
  }

  private CreateWorkOrder faultyPump() {
    plant.add(ID, PUMP);
    vibrate(0, 20, 5.0);
    return plant.all(CreateWorkOrder.class).get(0);
  }

  private List<CreateWorkOrder> vibrate(int from, int to, double value) {
    for (int hour = from; hour < to; hour++) {
      plant.vibration(ID, hour, value);
    }
    return plant.all(CreateWorkOrder.class);
  }
}
