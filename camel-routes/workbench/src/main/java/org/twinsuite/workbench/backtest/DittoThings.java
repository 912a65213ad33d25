package org.twinsuite.workbench.backtest;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apache.camel.impl.DefaultCamelContext;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.json.JsonValue;
import org.twinsuite.pipeline.config.ConfigException;
import org.twinsuite.pipeline.twin.DittoAccess;
import org.twinsuite.pipeline.twin.Twins;
import org.twinsuite.workbench.backtest.ThingFile.ThingKind;

/** What the things in Ditto are. */
public final class DittoThings {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private DittoThings() {}

  /**
   * @throws ConfigException when Ditto does not answer
   */
  public static Map<String, ThingKind> read(DittoAccess ditto) throws Exception {
    Map<String, ThingKind> kinds = new LinkedHashMap<>();
    try (DefaultCamelContext camel = new DefaultCamelContext()) {
      camel.start();
      ditto.use(camel);
      try (Twins twins = new Twins(camel)) {
        for (JsonObject thing : search(twins)) {
          kinds.put(
              text(thing, "thingId"),
              new ThingKind(text(thing, "definition"), text(thing, "attributes/parent")));
        }
      }
    }
    return kinds;
  }

  /** The connection opens in the background: its first moments do not count. */
  private static List<JsonObject> search(Twins twins) throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (true) {
      try {
        return twins.search("thingId,definition,attributes/parent");
      } catch (CompletionException notYet) {
        if (!(notYet.getCause() instanceof IOException) || Instant.now().isAfter(end)) {
          throw new ConfigException(
              "things cannot be read from Ditto ("
                  + notYet.getCause().getMessage()
                  + "): correct twinsuite.ditto.*, or give --things FILE");
        }
        TimeUnit.MILLISECONDS.sleep(200);
      }
    }
  }

  private static String text(JsonObject thing, String pointer) {
    return thing
        .getValue(JsonPointer.of(pointer))
        .filter(JsonValue::isString)
        .map(JsonValue::asString)
        .orElse(null);
  }
}
