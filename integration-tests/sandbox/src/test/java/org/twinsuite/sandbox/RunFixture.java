package org.twinsuite.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.twinsuite.sandbox.cmms.CmmsOrder;
import org.twinsuite.sandbox.plant.Fault;

/** Made-up pieces of a run. */
final class RunFixture {

  static final String THING = "org.test:pump-1";
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  static final Instant ONSET = START.plus(Duration.ofDays(5));
  static final Instant FAILURE = START.plus(Duration.ofDays(10));
  static final Fault WEAR = new Fault(THING, "bearing-wear", false, ONSET, FAILURE);

  private RunFixture() {}

  static OrderLog.Entry order(String number, String reference, String mode, Duration before) {
    return order(number, reference, mode, before, "COMP");
  }

  static OrderLog.Entry order(
      String number, String reference, String mode, Duration before, String statusInTwin) {
    Instant created = FAILURE.minus(before);
    return new OrderLog.Entry(
        new CmmsOrder(
            number,
            reference,
            "PUMP1",
            "COMP",
            created,
            created,
            List.of(),
            List.of(),
            JsonNodeFactory.instance.objectNode()),
        THING,
        null,
        new TwinState.OrderInTwin(number, statusInTwin, mode, null, null),
        null);
  }

  static RunResult result(Instant lastSample, List<OrderLog.Entry> orders) {
    return new RunResult(
        FAILURE,
        100,
        Duration.ofSeconds(10),
        null,
        Map.of(THING, new TwinState(THING, 100, lastSample, null, Map.of())),
        Map.of(THING, FAILURE),
        orders,
        0,
        "");
  }
}
