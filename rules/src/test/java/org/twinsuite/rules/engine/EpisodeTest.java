package org.twinsuite.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.twinsuite.rules.action.AddToWorkOrder;
import org.twinsuite.rules.action.CloseEpisode;
import org.twinsuite.rules.action.CloseReason;
import org.twinsuite.rules.action.CreateWorkOrder;
import org.twinsuite.rules.action.RecordOutcome;
import org.twinsuite.rules.fact.Fact;
import org.twinsuite.rules.fact.OrderState;
import org.twinsuite.rules.fact.Quality;

class EpisodeTest {

  private static final String PUMP = "org.twinsuite:motor-pump:1.0.0";
  private final Plant plant = new Plant();

  @AfterEach
  void close() {
    plant.close();
  }

  @Test
  void oneOrderForAShrinkingLifeAndOneNoteWhenItBecomesUrgent() {
    plant.add("demo:e1", "org.twinsuite:turbofan:1.0.0");
    for (int hour = 0; hour < 100; hour++) {
      plant.rul("demo:e1", hour, 100 - hour);
    }
    assertThat(plant.actions).hasSize(2);
    CreateWorkOrder order = plant.all(CreateWorkOrder.class).get(0);
    // the fourth forecast at or below 36 h
    assertThat(order.at()).isEqualTo(Plant.at(67));
    assertThat(order.priority()).isEqualTo(2);
    assertThat(order.failureCode()).isEqualTo("PDE");
    assertThat(order.window().to()).isBefore(Plant.at(100));
    assertThat(order.evidence().forecast().value()).isEqualTo(33);
    AddToWorkOrder note = plant.all(AddToWorkOrder.class).get(0);
    assertThat(note.at()).isEqualTo(Plant.at(88));
    assertThat(note.priority()).isEqualTo(1);
    assertThat(note.reference()).isEqualTo(order.reference());
  }

  @Test
  void twoRulesOneFaultOneOrder() {
    plant.add("demo:p1", PUMP);
    for (int hour = 0; hour < 30; hour++) {
      plant.vibration("demo:p1", hour, 3.1);
      plant.rul("demo:p1", hour, 55);
    }
    assertThat(plant.all(CreateWorkOrder.class)).hasSize(1);
    assertThat(plant.all(AddToWorkOrder.class))
        .singleElement()
        .satisfies(n -> assertThat(n.ruleId()).isEqualTo("R-VIB-01"));
  }

  @Test
  void samplesOfBadQualityOrOtherUnitNeverOrder() {
    plant.add("demo:p1", PUMP);
    for (int hour = 0; hour < 30; hour++) {
      plant.tell(Plant.vibration("demo:p1", hour, 9, Quality.BAD, hour));
      plant.tell(Plant.vibration("demo:p1", hour, Double.NaN, Quality.GOOD, hour));
    }
    assertThat(plant.all(CreateWorkOrder.class))
        .noneMatch(a -> a.failureMode().equals("bearing-wear"));
  }

  @Test
  void recoveryClosesTheEpisodeAndASecondFaultGetsASecondReference() {
    plant.add("demo:p1", PUMP);
    // GIVEN a fault for 20 h, health for 60 h, and the fault again
    for (int hour = 0; hour < 100; hour++) {
      plant.vibration("demo:p1", hour, hour >= 20 && hour < 80 ? 1.0 : 5.0);
    }
    // THEN two orders, and the first episode closed a cool-down after the eighth clear sample
    assertThat(plant.all(CreateWorkOrder.class))
        .extracting(CreateWorkOrder::episode)
        .containsExactly(1, 2);
    assertThat(plant.all(CreateWorkOrder.class))
        .extracting(CreateWorkOrder::reference)
        .doesNotHaveDuplicates();
    assertThat(plant.all(CloseEpisode.class))
        .singleElement()
        .satisfies(c -> assertThat(c.reason()).isEqualTo(CloseReason.RECOVERED))
        .satisfies(c -> assertThat(c.at()).isEqualTo(Plant.at(27 + 24)));
  }

  @Test
  void aFlappingSignalStaysOneEpisode() {
    plant.add("demo:p1", PUMP);
    for (int hour = 0; hour < 400; hour++) {
      plant.vibration("demo:p1", hour, hour / 12 % 2 == 0 ? 5.0 : 1.0);
    }
    assertThat(plant.all(CreateWorkOrder.class)).hasSize(1);
    assertThat(plant.all(CloseEpisode.class)).isEmpty();
  }

  @Test
  void silenceIsOrderedOnceAndEndsWithGoodSamples() {
    plant.add("demo:p1", PUMP);
    for (int i = 0; i < 20; i++) {
      plant.vibration("demo:p1", i * 0.1, 1.0);
    }
    plant.clock(10);
    assertThat(plant.all(CreateWorkOrder.class))
        .singleElement()
        .satisfies(o -> assertThat(o.failureMode()).isEqualTo("sensor-loss"))
        .satisfies(o -> assertThat(o.evidence().toText()).contains("for 6 usual periods of 0.1 h"))
        .satisfies(o -> assertThat(o.at()).isBetween(Plant.at(2.5), Plant.at(2.8)));
    for (int i = 0; i < 40; i++) {
      plant.vibration("demo:p1", 10 + i * 0.1, 1.0);
    }
    assertThat(plant.all(CloseEpisode.class)).hasSize(1);
    assertThat(plant.all(CreateWorkOrder.class)).hasSize(1);
  }

  @Test
  void aCompletedOrderEndsTheEpisodeAndTheSymptomGoneIsItsOutcome() {
    CreateWorkOrder order = faultyPump(20);
    plant.order(order, OrderState.COMPLETED, 20.5);
    // stale forecasts of the old part do not order again
    plant.rul("demo:p1", 20.6, 1);
    plant.rul("demo:p1", 20.7, 1);
    plant.rul("demo:p1", 20.8, 1);
    plant.rul("demo:p1", 20.9, 1);
    for (int hour = 21; hour < 100; hour++) {
      plant.vibration("demo:p1", hour, 1.0);
      plant.rul("demo:p1", hour, 5000);
    }
    assertThat(plant.all(CreateWorkOrder.class)).hasSize(1);
    assertThat(plant.all(CloseEpisode.class))
        .singleElement()
        .satisfies(c -> assertThat(c.reason()).isEqualTo(CloseReason.ORDER_COMPLETED));
    assertThat(plant.all(RecordOutcome.class))
        .singleElement()
        .satisfies(o -> assertThat(o.symptomGone()).isTrue())
        .satisfies(o -> assertThat(o.at()).isEqualTo(Plant.at(68.5)));
  }

  @Test
  void aSymptomThatStaysAfterTheWorkIsTheOutcomeAndOrdersAgainAfterTheSettleTime() {
    CreateWorkOrder order = faultyPump(20);
    plant.order(order, OrderState.COMPLETED, 20.5);
    for (int hour = 21; hour < 40; hour++) {
      plant.vibration("demo:p1", hour, 5.0);
    }
    assertThat(plant.all(RecordOutcome.class))
        .singleElement()
        .satisfies(o -> assertThat(o.symptomGone()).isFalse());
    assertThat(plant.all(CreateWorkOrder.class)).hasSize(2);
    assertThat(plant.all(CreateWorkOrder.class).get(1).at()).isEqualTo(Plant.at(33));
  }

  @Test
  void aCancelledOrderIsNotRaisedAgainBeforeTheSnoozeIsOver() {
    CreateWorkOrder order = faultyPump(20);
    plant.order(order, OrderState.CANCELLED, 20.5);
    for (int hour = 21; hour < 188; hour++) {
      plant.vibration("demo:p1", hour, 5.0);
    }
    assertThat(plant.all(CreateWorkOrder.class)).hasSize(1);
    plant.vibration("demo:p1", 189, 5.0);
    assertThat(plant.all(CreateWorkOrder.class)).hasSize(2);
  }

  @Test
  void whatBearingsOfOneShaftFeelOfEachOtherIsANoteAndNotAnOrder() {
    for (int i = 1; i <= 2; i++) {
      plant.tell(Plant.bearing("demo:b" + i, "demo:shaft"));
    }
    // GIVEN bearing 1 near its end, and bearing 2 shaken by it
    for (int hour = 0; hour < 20; hour++) {
      plant.rul("demo:b1", hour, 20);
      plant.rul("demo:b2", hour, hour < 10 ? 5000 : 40);
    }
    // THEN one order for bearing 1, which names bearing 2
    assertThat(plant.all(CreateWorkOrder.class))
        .singleElement()
        .satisfies(o -> assertThat(o.thingId()).isEqualTo("demo:b1"));
    assertThat(plant.all(AddToWorkOrder.class))
        .singleElement()
        .satisfies(n -> assertThat(n.thingId()).isEqualTo("demo:b1"))
        .satisfies(n -> assertThat(n.text()).startsWith("demo:b2"));

    // WHEN bearing 2 gets worse than bearing 1 THEN it has a fault of its own
    for (int hour = 20; hour < 30; hour++) {
      plant.rul("demo:b1", hour, 20);
      plant.rul("demo:b2", hour, 10);
    }
    assertThat(plant.all(CreateWorkOrder.class))
        .extracting(CreateWorkOrder::thingId)
        .containsExactly("demo:b1", "demo:b2");
  }

  @Test
  void aDeletedThingDoesNotFallSilent() {
    plant.add("demo:p1", PUMP);
    for (int hour = 0; hour < 20; hour++) {
      plant.vibration("demo:p1", hour, 1.0);
    }
    plant.forget("demo:p1");
    plant.clock(200);
    assertThat(plant.actions).isEmpty();
  }

  @Test
  void aThingOfAnotherClassIsJudgedByItsNewLimits() {
    plant.add("demo:p1", "org.twinsuite:fan:1.0.0");
    for (int hour = 0; hour < 20; hour++) {
      plant.vibration("demo:p1", hour, 5.0);
    }
    assertThat(plant.actions).isEmpty();
    plant.add("demo:p1", PUMP);
    for (int hour = 20; hour < 30; hour++) {
      plant.vibration("demo:p1", hour, 5.0);
    }
    assertThat(plant.all(CreateWorkOrder.class)).hasSize(1);
  }

  @Test
  void rebuildingThingByThingMakesNoneOfThemSilent() {
    // GIVEN two pumps rebuilt one after the other, the second long before the clock
    List<Fact> handled = new ArrayList<>();
    for (String id : List.of("demo:p1", "demo:p2")) {
      handled.add(Plant.thing(id, PUMP));
      for (int hour = 0; hour < 100; hour++) {
        handled.add(Plant.vibration(id, hour, 1.0, Quality.GOOD, hour));
      }
    }
    plant.restart(handled, EngineOptions.defaults());
    // WHEN the line goes on THEN nothing is ordered
    for (int hour = 100; hour < 110; hour++) {
      plant.vibration("demo:p1", hour, 1.0);
      plant.vibration("demo:p2", hour, 1.0);
    }
    assertThat(plant.actions).isEmpty();
  }

  @Test
  void factsBeforeTheContextWaitForIt() {
    for (int hour = 0; hour < 20; hour++) {
      plant.vibration("demo:p1", hour, 5.0);
    }
    assertThat(plant.actions).isEmpty();
    plant.add("demo:p1", PUMP);
    assertThat(plant.all(CreateWorkOrder.class)).hasSize(1);
  }

  private CreateWorkOrder faultyPump(int hours) {
    plant.add("demo:p1", PUMP);
    for (int hour = 0; hour < hours; hour++) {
      plant.vibration("demo:p1", hour, 5.0);
    }
    return plant.all(CreateWorkOrder.class).get(0);
  }
}
