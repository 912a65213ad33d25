package org.twinsuite.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {

  private static final Duration AHEAD = Duration.ofDays(2);
  private final OrderLog.Entry order = RunFixture.order("1", "a", "bearing-wear", AHEAD);

  @Test
  void oneOrderKnownEverywhereIsClean() {
    assertThat(judge(RunFixture.FAILURE, List.of(order), prescribed("a"), none()).findings())
        .isEmpty();
  }

  @Test
  void aFailureNobodyForesawIsNotLost() {
    assertThat(judge(RunFixture.FAILURE, List.of(), none(), none()).clean()).isTrue();
  }

  @Test
  void aSampleThatDidNotArriveIsLost() {
    assertThat(
            judge(RunFixture.FAILURE.minusSeconds(1), List.of(order), prescribed("a"), none())
                .findings())
        .singleElement()
        .asString()
        .contains("last sample", RunFixture.THING);
  }

  @Test
  void anOrderPrescribedButNotRaisedIsLost() {
    assertThat(judge(RunFixture.FAILURE, List.of(order), prescribed("a", "b"), none()).findings())
        .singleElement()
        .asString()
        .contains("not in the maintenance system");
  }

  @Test
  void anOutcomeThatDidNotReachTheTwinIsLost() {
    OrderLog.Entry behind = RunFixture.order("1", "a", "bearing-wear", AHEAD, "APPR");

    assertThat(judge(RunFixture.FAILURE, List.of(behind), prescribed("a"), none()).findings())
        .singleElement()
        .asString()
        .contains("not in its twin", "1 COMP");
  }

  @Test
  void twoOrdersForOneFaultAreDoubled() {
    OrderLog.Entry second = RunFixture.order("2", "b", "imbalance", AHEAD);

    assertThat(
            judge(RunFixture.FAILURE, List.of(order, second), prescribed("a", "b"), none())
                .findings())
        .singleElement()
        .asString()
        .contains("one fault, several orders", "has 2");
  }

  @Test
  void oneReferenceOrderedTwiceIsDoubled() {
    OrderLog.Entry again = RunFixture.order("2", "a", "bearing-wear", AHEAD);

    assertThat(judge(RunFixture.FAILURE, List.of(order, again), prescribed("a"), none()).findings())
        .anyMatch(finding -> finding.contains("one reference") && finding.contains("[1, 2]"));
  }

  @Test
  void whatWasParkedIsLostUntilSomebodyLooks() {
    ArrayNode parked = none();
    parked.addObject().put("reason", "unit 'x' is unknown");

    assertThat(judge(RunFixture.FAILURE, List.of(order), prescribed("a"), parked).findings())
        .singleElement()
        .asString()
        .contains("1 items", "unit 'x' is unknown");
  }

  private static Verdict judge(
      Instant lastSample, List<OrderLog.Entry> orders, ArrayNode prescribed, ArrayNode parked) {
    RunResult result = RunFixture.result(lastSample, orders);
    List<Case> cases = List.of(Case.of(RunFixture.THING, RunFixture.WEAR, orders));
    return Verdict.of(result, cases, prescribed, parked);
  }

  private static ArrayNode prescribed(String... references) {
    ArrayNode orders = none();
    for (String reference : references) {
      orders
          .addObject()
          .put("reference", reference)
          .put("thing", RunFixture.THING)
          .put("failureMode", "bearing-wear");
    }
    return orders;
  }

  private static ArrayNode none() {
    return JsonNodeFactory.instance.arrayNode();
  }
}
