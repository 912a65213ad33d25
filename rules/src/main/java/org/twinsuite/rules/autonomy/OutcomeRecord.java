package org.twinsuite.rules.autonomy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.twinsuite.rules.autonomy.AutonomyState.Latest;

/**
 * Keeps the last outcomes of rules and models. Three bad ones of the last five of a thing count
 * against the thing; for a tenant the last outcome of each of five things counts, for a rule
 * everywhere the last of each of five tenants. So neither a thing nor a tenant alone can count for
 * more than one of the three elsewhere, nor cover what others found.
 */
final class OutcomeRecord {

  private static final int KEPT = 5;
  private static final int BAD = 3;

  private final Map<String, List<Boolean>> outcomes = new HashMap<>();
  private final Map<String, List<Latest>> latest = new HashMap<>();

  OutcomeRecord(AutonomyState stored) {
    stored.outcomes().forEach((key, seen) -> outcomes.put(key, new ArrayList<>(seen)));
    stored.latest().forEach((key, seen) -> latest.put(key, new ArrayList<>(seen)));
  }

  /** One more outcome; returns where there are too many bad ones now. */
  List<LevelScope> add(String subject, String thingId, boolean good) {
    keep(subject, good);
    List<LevelScope> tooBad = new ArrayList<>();
    LevelScope thing = LevelScope.thing(subject, thingId);
    if (!good || outcomes.containsKey(thing.key())) {
      List<Boolean> own = keep(thing.key(), good);
      if (own.stream().filter(gone -> !gone).count() >= BAD) {
        tooBad.add(thing);
        outcomes.remove(thing.key());
      } else if (own.stream().allMatch(gone -> gone)) {
        outcomes.remove(thing.key());
      }
    }
    LevelScope tenant = LevelScope.tenantOf(subject, thingId);
    if (latest(tenant.key(), thingId, good)) {
      tooBad.add(tenant);
    }
    if (latest(subject, tenant.tenant(), good)) {
      tooBad.add(LevelScope.everywhere(subject));
    }
    return tooBad;
  }

  private List<Boolean> keep(String key, boolean good) {
    List<Boolean> seen = outcomes.computeIfAbsent(key, k -> new ArrayList<>());
    seen.add(good);
    if (seen.size() > KEPT) {
      seen.remove(0);
    }
    return seen;
  }

  private boolean latest(String key, String of, boolean good) {
    List<Latest> seen = latest.computeIfAbsent(key, k -> new ArrayList<>());
    seen.removeIf(l -> l.of().equals(of));
    seen.add(new Latest(of, good));
    if (seen.size() > KEPT) {
      seen.remove(0);
    }
    boolean tooBad = seen.stream().filter(l -> !l.good()).count() >= BAD;
    if (tooBad) {
      latest.remove(key);
    }
    return tooBad;
  }

  /** Part of the last outcomes that were good; NaN before the first. */
  double score(String subject) {
    List<Boolean> seen = outcomes.getOrDefault(subject, List.of());
    return seen.stream().mapToInt(good -> good ? 1 : 0).average().orElse(Double.NaN);
  }

  Map<String, List<Boolean>> outcomes() {
    Map<String, List<Boolean>> copy = new HashMap<>();
    outcomes.forEach((key, seen) -> copy.put(key, List.copyOf(seen)));
    return copy;
  }

  Map<String, List<Latest>> latest() {
    Map<String, List<Latest>> copy = new HashMap<>();
    latest.forEach((key, seen) -> copy.put(key, List.copyOf(seen)));
    return copy;
  }
}
