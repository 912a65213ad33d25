package org.twinsuite.sandbox.ditto;

import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.ditto.json.JsonArrayBuilder;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.policies.model.PoliciesModelFactory;
import org.eclipse.ditto.policies.model.PolicyId;
import org.eclipse.ditto.policies.model.SubjectAnnouncement;

/**
 * The policy announcement that a subject lost its place in a policy.
 *
 * @param policy the policy.
 * @param subjects whom it tells.
 * @param at when.
 */
record SubjectDeletion(PolicyId policy, Set<String> subjects, Instant at) {

  /** Told of deletions of subjects that want it. */
  interface Listener {
    void announced(SubjectDeletion deletion);
  }

  /** The subjects gone from a policy whose {@code announcement} says {@code whenDeleted}. */
  static SubjectDeletion between(PolicyId id, JsonObject before, JsonObject after, Instant at) {
    Set<String> gone = subjects(before, true);
    gone.removeAll(subjects(after, false));
    return new SubjectDeletion(id, gone, at);
  }

  private static Set<String> subjects(JsonObject policy, boolean announced) {
    return PoliciesModelFactory.newPolicy(policy).getEntriesSet().stream()
        .flatMap(entry -> entry.getSubjects().stream())
        .filter(
            subject ->
                !announced
                    || subject
                        .getAnnouncement()
                        .filter(SubjectAnnouncement::isWhenDeleted)
                        .isPresent())
        .map(subject -> subject.getId().toString())
        .collect(Collectors.toSet());
  }

  /** The announcement in the Ditto protocol. */
  String text() {
    JsonArrayBuilder ids = JsonFactory.newArrayBuilder();
    subjects.forEach(ids::add);
    return JsonFactory.newObjectBuilder()
        .set(
            "topic",
            policy.getNamespace()
                + "/"
                + policy.getName()
                + "/policies/announcements/subjectDeletion")
        .set(
            "headers",
            JsonFactory.newObjectBuilder().set("content-type", "application/json").build())
        .set("path", "/")
        .set(
            "value",
            JsonFactory.newObjectBuilder()
                .set("deleteAt", at.toString())
                .set("subjectIds", ids.build())
                .build())
        .build()
        .toString();
  }
}
