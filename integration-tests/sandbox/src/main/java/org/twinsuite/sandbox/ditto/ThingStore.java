package org.twinsuite.sandbox.ditto;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All things with their histories, in memory, and who is told of changes. */
final class ThingStore {

  private static final Logger LOG = LoggerFactory.getLogger(ThingStore.class);

  /** Told of each change, in the order of a thing's revisions. */
  interface Listener {
    void changed(PublishedEvent event);
  }

  private static final class Entry {
    private ThingState state;
    private final Journal journal;
    private JsonObject metadata = JsonFactory.newObject();

    private Entry(Journal journal) {
      this.journal = journal;
    }
  }

  private final EmbeddedDittoConfig config;
  private final Map<String, Entry> entries = new HashMap<>();
  private final List<Listener> listeners = new ArrayList<>();

  ThingStore(EmbeddedDittoConfig config) {
    this.config = config;
  }

  void addListener(Listener listener) {
    listeners.add(listener);
  }

  void removeListener(Listener listener) {
    listeners.remove(listener);
  }

  /** The thing or {@code null}. */
  ThingState find(String id) {
    Entry entry = entries.get(id);
    return entry == null || entry.state.deleted() ? null : entry.state;
  }

  /** The last revision, 0 for a thing that never was. */
  long revision(String id) {
    Entry entry = entries.get(id);
    return entry == null ? 0 : entry.state.revision();
  }

  /** The history or {@code null} for a thing that never was. */
  Journal journal(String id) {
    Entry entry = entries.get(id);
    return entry == null ? null : entry.journal;
  }

  /** The metadata of a thing, empty for one without. */
  JsonObject metadata(String id) {
    Entry entry = entries.get(id);
    return entry == null ? JsonFactory.newObject() : entry.metadata;
  }

  /** Replaces the metadata of a thing that there is. */
  void metadata(String id, JsonObject metadata) {
    entries.get(id).metadata = metadata;
  }

  /** All things there are, in no order. */
  Collection<ThingState> all() {
    return entries.values().stream().map(e -> e.state).filter(s -> !s.deleted()).toList();
  }

  /** Takes the next revision and tells of it. */
  void change(TwinEvent event, ThingState after, Object origin) {
    Entry entry =
        entries.computeIfAbsent(
            event.id().toString(), id -> new Entry(new Journal(config.historyRevisions())));
    ThingState before = entry.state;
    entry.journal.append(before, event.keepingHeaders(config.historicalHeaders()));
    entry.state = after;
    PublishedEvent published = new PublishedEvent(event, before, after, origin);
    for (Listener listener : List.copyOf(listeners)) {
      try {
        listener.changed(published);
      } catch (RuntimeException e) {
        // the change is made: a reader's trouble must not become its writer's
        LOG.warn(
            "a subscriber could not be told of revision {} of {}", event.revision(), event.id(), e);
      }
    }
  }
}
