package org.twinsuite.app.canary;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.impl.DefaultCamelContext;
import org.eclipse.ditto.json.JsonObject;
import org.twinsuite.camel.ditto.TwinChange;
import org.twinsuite.pipeline.twin.DittoAccess;
import org.twinsuite.pipeline.twin.Twins;

/**
 * Writes into a thing that is there for nothing else, and reads back what it wrote: from the thing
 * and from its history, by which lost changes are repaired.
 */
final class Canary {
  private static final String PATH = "/features/canary/properties";
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private Canary() {}

  /**
   * @param thingId a thing whose policy lets the app write features
   * @return the revision that was written and found again
   * @throws IllegalStateException telling which step failed and the fix
   */
  static long sing(DittoAccess ditto, String thingId) throws Exception {
    try (DefaultCamelContext camel = new DefaultCamelContext()) {
      camel.start();
      ditto.use(camel);
      try (Twins twins = new Twins(camel)) {
        return sing(twins, thingId);
      }
    }
  }

  private static long sing(Twins twins, String thingId) throws Exception {
    String song = UUID.randomUUID().toString();
    long before = connected(twins, thingId);
    try {
      twins
          .merge(thingId, PATH, JsonObject.newBuilder().set("song", song).build(), song)
          .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException refused) {
      throw new IllegalStateException(
          thingId
              + " cannot be written ("
              + refused.getCause().getMessage()
              + "): give the app's subject WRITE on thing:/features in its policy");
    }
    long after = revision(twins, thingId);
    List<TwinChange> changes;
    try {
      changes =
          twins.history(thingId, before + 1, after).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException none) {
      throw new IllegalStateException(
          "the history of " + thingId + " cannot be read: Ditto 3.5 or later is needed");
    }
    if (changes.stream().noneMatch(change -> String.valueOf(change.value()).contains(song))) {
      throw new IllegalStateException(
          "what was written into "
              + thingId
              + " does not come back from its history: see retentionDuration of Ditto's things service");
    }
    return after;
  }

  /** The connection opens in the background: its first moments do not count. */
  private static long connected(Twins twins, String thingId) throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (true) {
      try {
        return revision(twins, thingId);
      } catch (IllegalStateException notYet) {
        if (!(notYet.getCause() instanceof IOException) || Instant.now().isAfter(end)) {
          throw notYet;
        }
        TimeUnit.MILLISECONDS.sleep(200);
      }
    }
  }

  private static long revision(Twins twins, String thingId) {
    return twins
        .retrieve(thingId)
        .flatMap(thing -> thing.getValue("_revision"))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "there is no thing "
                        + thingId
                        + " the app may read: onboard it, with a policy that grants READ on thing:/"))
        .asLong();
  }
}
