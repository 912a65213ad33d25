package org.twinsuite.workbench.plant;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.camel.ditto.TwinChange;

/**
 * Keeps the {@link PlantStore} as the twins are: a change of what is listed marks its thing, and a
 * timer reads the marked ones again. Telemetry marks nothing. At the start every thing whose
 * revision is not the stored one is marked.
 */
public final class PlantProjection {
  private static final Logger LOG = LoggerFactory.getLogger(PlantProjection.class);

  /** Things read at a time, so that one flush never takes long. */
  private static final int BATCH = 200;

  private final PlantStore store;
  private final Function<String, Optional<JsonObject>> retrieve;
  private final Supplier<List<JsonObject>> search;
  private final Set<String> marked = ConcurrentHashMap.newKeySet();
  private final List<Consumer<Set<String>>> listeners = new CopyOnWriteArrayList<>();
  private volatile boolean rebuilt;

  /**
   * @param retrieve reads a thing with its revision; empty when there is no such thing
   * @param search thing id and revision of all things
   */
  public PlantProjection(
      PlantStore store,
      Function<String, Optional<JsonObject>> retrieve,
      Supplier<List<JsonObject>> search) {
    this.store = store;
    this.retrieve = retrieve;
    this.search = search;
  }

  /** Calls the listener with the ids of things whose row has changed. */
  public void listen(Consumer<Set<String>> listener) {
    listeners.add(listener);
  }

  /** Takes notice of a twin change. */
  public void changed(TwinChange change) {
    if (concerns(change)) {
      marked.add(change.thingId());
    }
  }

  static boolean concerns(TwinChange change) {
    String path = change.path().toString();
    String value = path.equals("/") || path.equals("/features") ? change.value() + "" : path;
    return !path.startsWith("/features")
        || path.contains("/health")
        || path.contains("/forecast:")
        || path.contains("/data-quality")
        || value.contains("\"health\"")
        || value.contains("forecast:")
        || value.contains("data-quality");
  }

  /** Reads a batch of the marked things; what cannot be read now stays marked. */
  public void flush() {
    if (!rebuilt) {
      rebuild();
    }
    Set<String> batch = new LinkedHashSet<>();
    for (String id : marked) {
      if (batch.size() == BATCH) {
        break;
      }
      batch.add(id);
    }
    if (batch.isEmpty()) {
      return;
    }
    Set<String> done = new HashSet<>();
    List<PlantStore.Entry> things = new ArrayList<>();
    for (String id : batch) {
      marked.remove(id);
      try {
        Optional<JsonObject> thing = retrieve.apply(id);
        if (thing.isPresent()) {
          things.add(
              new PlantStore.Entry(
                  ThingReader.read(id, thing.get()), ThingReader.forecasts(id, thing.get())));
        } else {
          store.remove(id);
        }
        done.add(id);
      } catch (RuntimeException | Error unavailable) {
        marked.add(id);
        LOG.debug("{} cannot be read now", id, unavailable);
        break;
      }
    }
    try {
      store.put(things);
    } catch (RuntimeException | Error unavailable) {
      marked.addAll(batch);
      throw unavailable;
    }
    batch.removeAll(done);
    marked.addAll(batch);
    listeners.forEach(listener -> listener.accept(done));
  }

  private void rebuild() {
    Map<String, Long> stored = store.revisions();
    Set<String> present = new HashSet<>();
    for (JsonObject thing : search.get()) {
      String id = thing.getValue("thingId").map(JsonValue::asString).orElse("");
      long revision =
          thing.getValue("_revision").filter(JsonValue::isNumber).map(JsonValue::asLong).orElse(0L);
      present.add(id);
      if (stored.getOrDefault(id, -1L) != revision) {
        marked.add(id);
      }
    }
    stored.keySet().stream().filter(id -> !present.contains(id)).forEach(marked::add);
    rebuilt = true;
    LOG.info("{} things, {} of them to be read for the workbench", present.size(), marked.size());
  }

  /** Things that are still to be read. */
  public int waiting() {
    return marked.size();
  }
}
