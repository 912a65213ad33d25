package org.twinsuite.sandbox.ditto;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.ditto.base.model.auth.AuthorizationContext;
import org.eclipse.ditto.base.model.auth.AuthorizationSubject;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.policies.model.PoliciesModelFactory;
import org.eclipse.ditto.policies.model.Policy;
import org.eclipse.ditto.policies.model.PolicyId;
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
  private final InstantSource clock;

  PolicyStore(InstantSource clock) {
    this.clock = clock;
  }

  /** The policy or {@code null}. */
  Entry find(String id) {
    Entry entry = entries.get(id);
    return entry != null && entry.exists() ? entry : null;
  }

  /**
   * Stores a policy under the next revision.
   *
   * @throws org.eclipse.ditto.base.model.exceptions.DittoRuntimeException when it is malformed or
   *     nobody could change it any more.
   */
  Entry put(String id, JsonObject json) {
    PolicyId policyId = PolicyId.of(id);
    JsonObject normal = normal(id, json);
    PolicyCheck check = check(id, json);
    Entry entry = new Entry(policyId, normal, nextRevision(id), clock.instant().toString(), check);
    entries.put(id, entry);
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

  private static JsonObject normal(String id, JsonObject json) {
    return json.setValue("policyId", id).remove("_revision").remove("_modified");
  }

  /** Deletes; the revision is remembered. */
  void delete(Entry entry) {
    entries.put(
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
