package org.twinsuite.pipeline.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.twinsuite.rules.action.Action;
import org.twinsuite.rules.episode.Episode;

/**
 * What a batch of changes brought about, collected to be stored in one transaction: the marks that
 * the changes were handled, the actions, the episodes and what had to be parked.
 */
public final class Consequences {
  private final Map<String, Long> handled = new HashMap<>();
  private final Map<String, String> groups = new HashMap<>();
  private final Set<String> forgotten = new HashSet<>();
  private final List<Action> actions = new ArrayList<>();
  private final Map<String, Episode> episodes = new LinkedHashMap<>();
  private final List<ParkedItem> parked = new ArrayList<>();

  /** The change with this revision was handled. */
  public void handled(String thingId, long revision) {
    forgotten.remove(thingId);
    handled.merge(thingId, revision, Math::max);
  }

  /** The thing belongs to this group from now on. */
  public void belongs(String thingId, String group) {
    groups.put(thingId, group);
  }

  /** The thing was deleted: if it comes again, its revisions may begin anew. */
  public void forgotten(String thingId) {
    forgotten.add(thingId);
  }

  /** Actions in the order they were decided, and the episodes that changed with them. */
  public void decided(List<Action> decided, List<Episode> changed) {
    actions.addAll(decided);
    changed.forEach(episode -> episodes.put(episode.reference(), episode));
  }

  /** Something that could not be handled. */
  public void parked(ParkedItem item) {
    parked.add(item);
  }

  /** Whether there is nothing to store. */
  public boolean isEmpty() {
    return handled.isEmpty() && actions.isEmpty() && episodes.isEmpty() && parked.isEmpty();
  }

  public Map<String, Long> handled() {
    return handled;
  }

  Map<String, String> groups() {
    return groups;
  }

  Set<String> forgotten() {
    return forgotten;
  }

  public List<Action> actions() {
    return actions;
  }

  public List<Episode> episodes() {
    return List.copyOf(episodes.values());
  }

  public List<ParkedItem> parked() {
    return parked;
  }
}
