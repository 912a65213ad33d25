package org.twinsuite.sandbox.ditto;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.ditto.json.JsonKey;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.json.JsonValue;
import org.eclipse.ditto.policies.model.PoliciesModelFactory;
import org.eclipse.ditto.policies.model.PolicyEntry;
import org.eclipse.ditto.policies.model.PolicyId;
import org.eclipse.ditto.policies.model.Subject;
import org.eclipse.ditto.policies.model.SubjectAnnouncement;

/**
 * Subjects that are in a policy for a time: they are told before it is over, when their {@code
 * announcement} says so, and removed when it is.
 */
final class SubjectExpiry {

  /** What happens when a time has come. */
  interface Outcome {
    void announce(SubjectDeletion deletion);

    void remove(PolicyId policy, JsonPointer subject);
  }

  private final Vertx vertx;
  private final InstantSource clock;
  private final Duration granularity;
  private final Outcome outcome;
  private final Map<PolicyId, List<Long>> timers = new HashMap<>();

  /** {@code policy subject} and {@code policy subject expiry}. */
  private final Set<String> told = new HashSet<>();

  SubjectExpiry(Vertx vertx, EmbeddedDittoConfig config, Outcome outcome) {
    this.vertx = vertx;
    this.clock = config.clock();
    this.granularity = config.expiryGranularity();
    this.outcome = outcome;
  }

  /** The policy with each expiry rounded up. */
  JsonObject rounded(JsonObject policy) {
    JsonObject rounded = policy;
    for (PolicyEntry entry : PoliciesModelFactory.newPolicy(policy).getEntriesSet()) {
      for (Subject subject : entry.getSubjects()) {
        if (subject.getExpiry().isPresent()) {
          Instant expiry = roundedUp(subject.getExpiry().get().getTimestamp());
          rounded =
              rounded.setValue(
                  place(entry, subject).addLeaf(JsonKey.of("expiry")),
                  JsonValue.of(expiry.toString()));
        }
      }
    }
    return rounded;
  }

  private Instant roundedUp(Instant time) {
    long unit = granularity.toSeconds();
    long seconds = time.getEpochSecond() + (time.getNano() > 0 ? 1 : 0);
    return Instant.ofEpochSecond(-Math.floorDiv(-seconds, unit) * unit);
  }

  /** Waits for the expiries of a policy, which is gone when it is empty. */
  void watch(PolicyId id, JsonObject policy) {
    timers.getOrDefault(id, List.of()).forEach(vertx::cancelTimer);
    List<Long> waiting = new ArrayList<>();
    Set<String> present = new HashSet<>();
    if (!policy.isEmpty()) {
      for (PolicyEntry entry : PoliciesModelFactory.newPolicy(policy).getEntriesSet()) {
        for (Subject subject : entry.getSubjects()) {
          present.add(subject.getId().toString());
          subject
              .getExpiry()
              .ifPresent(expiry -> watch(id, entry, subject, expiry.getTimestamp(), waiting));
        }
      }
    }
    timers.put(id, waiting);
    told.removeIf(name -> name.startsWith(id + " ") && !present.contains(name.split(" ")[1]));
  }

  private void watch(
      PolicyId id, PolicyEntry entry, Subject subject, Instant expiry, List<Long> waiting) {
    Duration before =
        subject
            .getAnnouncement()
            .flatMap(SubjectAnnouncement::getBeforeExpiry)
            .map(duration -> duration.getDuration())
            .orElse(null);
    String name = id + " " + subject.getId() + " " + expiry;
    if (before != null && !told.contains(name)) {
      waiting.add(
          at(
              expiry.minus(before),
              () -> {
                told.add(name);
                told.add(id + " " + subject.getId());
                outcome.announce(
                    new SubjectDeletion(id, Set.of(subject.getId().toString()), expiry));
              }));
    }
    waiting.add(at(expiry, () -> outcome.remove(id, place(entry, subject))));
  }

  /** Without those who were told before that this was to come. */
  SubjectDeletion news(SubjectDeletion deletion) {
    Set<String> rest = new HashSet<>(deletion.subjects());
    rest.removeIf(subject -> told.remove(deletion.policy() + " " + subject));
    return new SubjectDeletion(deletion.policy(), rest, deletion.at());
  }

  private long at(Instant time, Runnable action) {
    long millis = Duration.between(clock.instant(), time).toMillis();
    return vertx.setTimer(Math.max(1, millis), timer -> action.run());
  }

  private static JsonPointer place(PolicyEntry entry, Subject subject) {
    return JsonPointer.of("entries")
        .addLeaf(JsonKey.of(entry.getLabel().toString()))
        .addLeaf(JsonKey.of("subjects"))
        .addLeaf(JsonKey.of(subject.getId().toString()));
  }
}
