package org.twinsuite.pipeline.erp;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.eclipse.ditto.json.JsonField;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.pipeline.observe.SystemStates;
import org.twinsuite.pipeline.twin.ThingView;
import org.twinsuite.pipeline.twin.ThingViews;
import org.twinsuite.pipeline.twin.TwinFailure;
import org.twinsuite.pipeline.twin.Twins;
import org.twinsuite.pipeline.work.AsyncLimiter;
import org.twinsuite.pipeline.work.SystemPolls;

/**
 * Brings what the ERP systems know into the twins: the stock of a thing's parts as features {@code
 * stock:<part>}, the times production leaves free as feature {@code production}. Both come back as
 * changes and are facts for the rules then. A twin is written when something is different, and once
 * a day.
 */
public final class ErpPoller implements Processor, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ErpPoller.class);
  private static final String ACTIVITY = "stock and free times";
  private static final int AT_ONCE = 32;

  /** A poll that runs for longer is a reason to look at the system. */
  private static final Duration SLOW = Duration.ofMinutes(10);

  /** Free times without an end count from when they were written, so they are written again. */
  private static final Duration AT_LEAST = Duration.ofDays(1);

  private final Erps erps;
  private final ThingViews views;
  private final Twins twins;
  private final SystemStates states;
  private final InstantSource clock;
  private final Map<String, Written> written = new ConcurrentHashMap<>();
  private final SystemPolls polls = new SystemPolls();
  private final AsyncLimiter calls = new AsyncLimiter(AT_ONCE);

  /** What a twin has, and when it was written in the plant's time. */
  private record Written(JsonObject features, Instant at) {}

  private record ThingFeatures(String thingId, JsonObject features) {}

  /**
   * @param clock what time it is in the plant
   */
  public ErpPoller(
      Erps erps, ThingViews views, Twins twins, SystemStates states, InstantSource clock) {
    this.erps = erps;
    this.views = views;
    this.twins = twins;
    this.states = states;
    this.clock = clock;
  }

  /** Asks each system once on a thread of its own; waits for none. */
  @Override
  public void process(Exchange exchange) {
    Map<String, List<ThingView>> things = new TreeMap<>();
    for (ThingView view : views.all()) {
      if (view.erp() != null && erps.all().containsKey(view.erp().system())) {
        things.computeIfAbsent(view.erp().system(), none -> new ArrayList<>()).add(view);
      }
    }
    things.forEach(
        (name, ofSystem) -> {
          Duration running = polls.start(name, () -> poll(name, ofSystem));
          if (running.compareTo(SLOW) > 0) {
            states.down(
                "erp:" + name, ACTIVITY, "it has not answered for " + running.toSeconds() + " s");
          }
        });
  }

  /** One state for the whole poll, so that it does not change from thing to thing. */
  private void poll(String name, List<ThingView> things) {
    ErpRound round = new ErpRound(erps.all().get(name), clock.instant());
    List<ThingFeatures> writes = new ArrayList<>();
    try {
      for (ThingView view : things) {
        writes.add(new ThingFeatures(view.context().thingId(), round.features(view.erp())));
      }
      calls.forEach(writes, AT_ONCE, this::write).join();
    } catch (RuntimeException | Error failed) {
      LOG.warn("what {} knows could not be brought into the twins", name, failed);
      states.down("erp:" + name, ACTIVITY, failed.toString());
      return;
    }
    if (round.failure() == null) {
      states.up("erp:" + name, ACTIVITY);
    } else {
      states.down("erp:" + name, ACTIVITY, round.failure());
    }
  }

  /** Whether no system is polled now. */
  boolean isIdle() {
    return polls.isIdle();
  }

  @Override
  public void close() throws InterruptedException {
    polls.close();
  }

  private CompletableFuture<Void> write(ThingFeatures of) {
    Written known = written.get(of.thingId());
    Instant now = clock.instant();
    if (of.features().isEmpty()
        || known != null
            && known.features().equals(of.features())
            && now.isBefore(known.at().plus(AT_LEAST))) {
      return CompletableFuture.completedFuture(null);
    }
    return twins
        .merge(of.thingId(), "/features", dated(of.features()), null)
        .handle(
            (done, failed) -> {
              if (failed == null) {
                written.put(of.thingId(), new Written(of.features(), now));
              } else {
                LOG.warn(
                    "{} does not take what its ERP system says: {}",
                    of.thingId(),
                    TwinFailure.of(failed).message());
              }
              return null;
            });
  }

  /** When it was so, in the plant's time; it makes no difference by itself. */
  private JsonObject dated(JsonObject features) {
    JsonObjectBuilder dated = JsonObject.newBuilder();
    for (JsonField feature : features) {
      JsonObject values = feature.getValue().asObject().getValue("properties").get().asObject();
      dated.set(
          feature.getKey(), ErpRound.properties(values.setValue("at", clock.instant().toString())));
    }
    return dated.build();
  }
}
