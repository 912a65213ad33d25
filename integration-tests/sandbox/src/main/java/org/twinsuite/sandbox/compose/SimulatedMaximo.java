package org.twinsuite.sandbox.compose;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.twinsuite.sandbox.cmms.MaximoStandIn;

/**
 * The simulated Maximo as a process of its own. Environment: {@code SIMULATED_HOST}, the name under
 * which others reach it, {@code SIMULATED_PORT} and {@code SIMULATED_API_KEY}.
 */
public final class SimulatedMaximo {
  private SimulatedMaximo() {}

  public static void main(String[] arguments) throws InterruptedException {
    try (MaximoStandIn maximo = start(System.getenv())) {
      System.out.println("simulated Maximo at " + maximo.url());
      new CountDownLatch(1).await();
    }
  }

  /** Starts it as the environment says. */
  public static MaximoStandIn start(Map<String, String> environment) {
    MaximoStandIn maximo =
        new MaximoStandIn(
            InstantSource.system(), environment.getOrDefault("SIMULATED_API_KEY", "simulated-key"));
    maximo.listen(
        environment.getOrDefault("SIMULATED_HOST", "localhost"),
        Integer.parseInt(environment.getOrDefault("SIMULATED_PORT", "9080")));
    maximo.start();
    return maximo;
  }
}
