package org.twinsuite.camel.ditto.component;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Waits long enough for a slow, loaded machine; a quiet one does not notice. */
final class Patience {

  private Patience() {}

  static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofMinutes(1));
  }
}
