package org.twinsuite.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.twinsuite.rules.action.CreateWorkOrder;
import org.twinsuite.rules.action.RecordOutcome;
import org.twinsuite.rules.fact.OpenWorkOrder;
import org.twinsuite.rules.fact.OrderState;

/** A maintenance system tells of completed work later than it was done. */
class CompletedWorkTest {

  private static final String PUMP = "org.twinsuite:motor-pump:1.0.0";
  private static final String ID = "demo:p1";
  private final Plant plant = new Plant();

  @AfterEach
  void close() {
    plant.close();
  }

  @Test
  void aFaultThatStayedIsOrderedAgainThoughAllItsSamplesAreYoungerThanTheWork() {
    // GIVEN an order, and a window that holds only samples after the work that did not help
    CreateWorkOrder order = shaking(0, 40);
    plant.order(order, OrderState.COMPLETED, 25);

    // WHEN it goes on shaking
    shaking(41, 100);

    // THEN the work is a bad outcome, and once the settle time is over there is a second order
    assertThat(plant.all(RecordOutcome.class))
        .singleElement()
        .satisfies(outcome -> assertThat(outcome.symptomGone()).isFalse());
    assertThat(plant.all(CreateWorkOrder.class)).hasSize(2);
  }

  @Test
  void ourOrderThatWasDoneBeforeSomebodyElsesLeavesNoSymptomBehindThatNobodyLooksAt() {
    CreateWorkOrder order = shaking(0, 20);
    // GIVEN somebody else's order that was closed later than ours was completed, but told before
    plant.tell(new OpenWorkOrder(ID, "4711", null, false, Plant.at(22), 1000));
    shaking(23, 40);
    plant.order(order, OrderState.COMPLETED, 21);

    // WHEN it goes on shaking THEN it is ordered again
    shaking(41, 100);
    assertThat(plant.all(CreateWorkOrder.class)).hasSize(2);
  }

  @Test
  void workThatIsDatedFarAheadBlindsNobody() {
    CreateWorkOrder order = shaking(0, 20);
    plant.clock(21);
    plant.order(order, OrderState.COMPLETED, 10_000);
    for (int hour = 22; hour < 100; hour++) {
      plant.clock(hour);
      plant.vibration(ID, hour, 5.0);
    }
    assertThat(plant.all(CreateWorkOrder.class)).hasSize(2);
  }

  private CreateWorkOrder shaking(int from, int to) {
    if (from == 0) {
      plant.add(ID, PUMP);
    }
    for (int hour = from; hour <= to; hour++) {
      plant.vibration(ID, hour, 5.0);
    }
    List<CreateWorkOrder> orders = plant.all(CreateWorkOrder.class);
    return orders.get(0);
  }
}
