package org.twinsuite.camel.hono;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Waits long enough for a slow, loaded machine; a quiet one does not notice. */
public final class Patience {

  private Patience() {}

  public static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(20));
  }
}
