package org.twinsuite.sandbox.ditto;

import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.ditto.base.model.auth.AuthorizationContext;
import org.eclipse.ditto.base.model.auth.AuthorizationSubject;
import org.eclipse.ditto.base.model.exceptions.DittoRuntimeException;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.policies.model.PoliciesModelFactory;
import org.eclipse.ditto.policies.model.Policy;
import org.eclipse.ditto.policies.model.PolicyId;
import org.eclipse.ditto.policies.model.SubjectExpiryInvalidException;
import org.eclipse.ditto.policies.model.signals.commands.exceptions.PolicyModificationInvalidException;

/** All policies, in memory. */
final class PolicyStore {

  /**
   * @param json policyId and entries.
   * @param revision counts on over deletion.
   * @param check {@code null} when deleted.
   */
  record Entry(PolicyId id, JsonObject json, long revision, String modified, PolicyCheck check) {

    boolean exists() {
      return check != null;
    }
  }

  private final Map<String, Entry> entries = new HashMap<>();
  private final Map<String, Deque<Entry>> histories = new HashMap<>();
  private final Map<String, Entry> resolved = new HashMap<>();
  private final List<SubjectDeletion.Listener> listeners = new ArrayList<>();
  private final SubjectExpiry expiry;
  private final InstantSource clock;
  private final int keep;

  PolicyStore(Vertx vertx, EmbeddedDittoConfig config) {
    this.expiry = new SubjectExpiry(vertx, config, new Expired());
    this.clock = config.clock();
    this.keep = config.historyRevisions();
  }

  /** The policy or {@code null}; its check takes in what it imports. */
  Entry find(String id) {
    Entry entry = entries.get(id);
    if (entry == null || !entry.exists()) {
      return null;
    }
    return PolicyImports.of(entry.json()).isEmpty()
        ? entry
        : resolved.computeIfAbsent(id, unused -> withImports(entry));
  }

  /** A former revision, {@code null} when it is unknown or no longer kept. */
  Entry find(String id, long revision) {
    return histories.getOrDefault(id, new ArrayDeque<>()).stream()
        .filter(entry -> entry.exists() && entry.revision() == revision)
        .findFirst()
        .orElse(null);
  }

  private Entry withImports(Entry entry) {
    JsonObject all =
        PolicyImports.resolve(
            entry.json(),
            imported -> {
              Entry other = entries.get(imported);
              return other == null || !other.exists() ? null : other.json();
            });
    PolicyCheck check = new PolicyCheck(PoliciesModelFactory.newPolicy(all));
    return new Entry(entry.id(), entry.json(), entry.revision(), entry.modified(), check);
  }

  void addListener(SubjectDeletion.Listener listener) {
    listeners.add(listener);
  }

  void removeListener(SubjectDeletion.Listener listener) {
    listeners.remove(listener);
  }

  private void announce(Entry before, Entry after) {
    announce(
        expiry.news(
            SubjectDeletion.between(after.id(), before.json(), after.json(), clock.instant())));
  }

  private void announce(SubjectDeletion deletion) {
    if (!deletion.subjects().isEmpty()) {
      List.copyOf(listeners).forEach(listener -> listener.announced(deletion));
    }
  }

  private final class Expired implements SubjectExpiry.Outcome {

    @Override
    public void announce(SubjectDeletion deletion) {
      PolicyStore.this.announce(deletion);
    }

    @Override
    public void remove(PolicyId policy, JsonPointer subject) {
      Entry entry = entries.get(policy.toString());
      keep(policy.toString(), entry.json().remove(subject));
    }
  }

  private void store(String id, Entry entry) {
    Entry before = entries.put(id, entry);
    if (before != null && before.exists() && entry.exists()) {
      announce(before, entry);
    }
    resolved.clear();
    expiry.watch(entry.id(), entry.json());
    Deque<Entry> history = histories.computeIfAbsent(id, unused -> new ArrayDeque<>());
    history.addLast(entry);
    if (history.size() > keep) {
      history.removeFirst();
    }
  }

  /**
   * Stores a policy under the next revision.
   *
   * @throws org.eclipse.ditto.base.model.exceptions.DittoRuntimeException when it is malformed or
   *     nobody could change it any more.
   */
  Entry put(String id, JsonObject json) {
    JsonObject normal = expiry.rounded(normal(id, json));
    ensureNotExpired(normal);
    check(id, json);
    return keep(id, normal);
  }

  private Entry keep(String id, JsonObject normal) {
    PolicyCheck check = new PolicyCheck(PoliciesModelFactory.newPolicy(normal));
    String now = clock.instant().toString();
    Entry entry = new Entry(PolicyId.of(id), normal, nextRevision(id), now, check);
    store(id, entry);
    return entry;
  }

  /** The check a policy would give; fails when it is malformed or nobody could change it. */
  static PolicyCheck check(String id, JsonObject json) {
    Policy policy = PoliciesModelFactory.newPolicy(normal(id, json));
    PolicyCheck check = new PolicyCheck(policy);
    if (!check.hasOwner()) {
      throw PolicyModificationInvalidException.newBuilder(PolicyId.of(id))
          .description(
              "It must contain at least one permanent Subject with permission(s) <[WRITE]> on"
                  + " resource <policy:/>!")
          .build();
    }
    return check;
  }

  private void ensureNotExpired(JsonObject policy) {
    PoliciesModelFactory.newPolicy(policy).getEntriesSet().stream()
        .flatMap(entry -> entry.getSubjects().stream())
        .flatMap(subject -> subject.getExpiry().stream())
        .filter(expiry -> expiry.getTimestamp().isBefore(clock.instant()))
        .findFirst()
        .ifPresent(
            expiry -> {
              DittoRuntimeException late =
                  SubjectExpiryInvalidException.newBuilderTimestampInThePast(expiry).build();
              // as Ditto 3.9.6 says it: its services read this error as that about labels
              throw DittoError.of(
                  "policies:label.invalid",
                  late.getHttpStatus(),
                  late.getMessage(),
                  late.getDescription().orElse(null));
            });
  }

  private static JsonObject normal(String id, JsonObject json) {
    return PolicyImports.complete(
        json.setValue("policyId", id).remove("_revision").remove("_modified"));
  }

  /** Deletes; the revision is remembered. */
  void delete(Entry entry) {
    store(
        entry.id.toString(),
        new Entry(
            entry.id,
            JsonFactory.newObject(),
            entry.revision + 1,
            clock.instant().toString(),
            null));
  }

  /** The policy Ditto makes for a thing that comes without one: everything for its creator. */
  static JsonObject implicit(AuthorizationContext caller) {
    JsonObject all =
        JsonFactory.readFrom("{\"grant\":[\"READ\",\"WRITE\"],\"revoke\":[]}").asObject();
    List<AuthorizationSubject> subjects = caller.getAuthorizationSubjects();
    String first = subjects.isEmpty() ? "nobody:nobody" : subjects.get(0).getId();
    JsonObject subject = JsonFactory.newObjectBuilder().set("type", "generated").build();
    JsonObject entry =
        JsonFactory.newObjectBuilder()
            .set(
                "subjects",
                JsonFactory.newObjectBuilder().set(JsonFactory.newKey(first), subject).build())
            .set(
                "resources",
                JsonFactory.newObjectBuilder()
                    .set(JsonFactory.newKey("policy:/"), all)
                    .set(JsonFactory.newKey("thing:/"), all)
                    .set(JsonFactory.newKey("message:/"), all)
                    .build())
            .build();
    return JsonFactory.newObjectBuilder().set(JsonPointer.of("/entries/DEFAULT"), entry).build();
  }

  private long nextRevision(String id) {
    Entry before = entries.get(id);
    return before == null ? 1 : before.revision + 1;
  }
}
