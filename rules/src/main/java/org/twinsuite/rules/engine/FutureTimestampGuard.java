package org.twinsuite.rules.engine;

import java.time.Instant;
import org.twinsuite.rules.fact.Anomaly;
import org.twinsuite.rules.fact.DataQuality;
import org.twinsuite.rules.fact.Fact;
import org.twinsuite.rules.fact.Forecast;
import org.twinsuite.rules.fact.Measurement;
import org.twinsuite.rules.fact.OpenWorkOrder;
import org.twinsuite.rules.fact.OrderStatus;
import org.twinsuite.rules.fact.StockLevel;

/** What is judged of a fact that is dated further ahead than any clock may be. */
final class FutureTimestampGuard {

  private static final String CODE = "dated-ahead";

  private FutureTimestampGuard() {}

  /**
   * A sample or a forecast would stay the newest of its signal, and hide all others, until that
   * time: it is a finding about the data. Anything else is true, and dated now.
   */
  static Fact judged(Fact fact, Instant now) {
    if (fact instanceof Measurement m) {
      return finding(fact, m.feature(), m.feature(), now);
    }
    if (fact instanceof Anomaly a) {
      return finding(fact, a.sample().feature(), a.sample().feature(), now);
    }
    if (fact instanceof Forecast f) {
      return finding(fact, null, "forecast " + f.name(), now);
    }
    if (fact instanceof DataQuality q) {
      return new DataQuality(q.thingId(), q.feature(), q.code(), q.text(), now, q.revision());
    }
    if (fact instanceof OrderStatus s) {
      return new OrderStatus(
          s.thingId(),
          s.reference(),
          s.orderNumber(),
          s.state(),
          s.failureMode(),
          s.episode(),
          now,
          s.revision());
    }
    if (fact instanceof OpenWorkOrder o) {
      return new OpenWorkOrder(
          o.thingId(), o.orderNumber(), o.failureMode(), o.open(), now, o.revision());
    }
    if (fact instanceof StockLevel l) {
      return new StockLevel(
          l.thingId(), l.part(), l.available(), l.nextDelivery(), l.lead(), now, l.revision());
    }
    return fact;
  }

  private static Fact finding(Fact fact, String feature, String what, Instant now) {
    String text =
        "%s is dated %s, the clock says %s; set the clock of the device"
            .formatted(what, fact.at(), now);
    return new DataQuality(fact.thingId(), feature, CODE, text, now, fact.revision());
  }
}
