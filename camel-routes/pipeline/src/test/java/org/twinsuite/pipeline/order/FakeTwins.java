package org.twinsuite.pipeline.order;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.twinsuite.camel.ditto.DittoCommandException;
import org.twinsuite.camel.ditto.DittoConstants;
import org.twinsuite.pipeline.StandInDitto;

/** Twins that take what is written, or refuse it with a status. */
final class FakeTwins {
  /** Things that were written. */
  final Set<String> written = ConcurrentHashMap.newKeySet();

  /** Status by thing. */
  final Map<String, Integer> refused = new ConcurrentHashMap<>();

  void in(CamelContext camel) {
    StandInDitto.in(camel, this::answer);
  }

  private Exception answer(Exchange exchange) {
    String thing = exchange.getMessage().getHeader(DittoConstants.THING_ID, String.class);
    if (refused.containsKey(thing)) {
      return new DittoCommandException(refused.get(thing), "refused", "not so");
    }
    written.add(thing);
    return null;
  }
}
