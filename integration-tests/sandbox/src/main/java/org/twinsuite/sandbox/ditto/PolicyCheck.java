package org.twinsuite.sandbox.ditto;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.eclipse.ditto.base.model.auth.AuthorizationContext;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonFieldSelector;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.json.JsonValue;
import org.eclipse.ditto.policies.model.Permissions;
import org.eclipse.ditto.policies.model.Policy;
import org.eclipse.ditto.policies.model.ResourceKey;
import org.eclipse.ditto.policies.model.enforcers.Enforcer;
import org.eclipse.ditto.policies.model.enforcers.PolicyEnforcers;

/** One revision of a policy, asked who may do what; answers are remembered. */
final class PolicyCheck {

  static final Permissions READ = Permissions.newInstance("READ");
  static final Permissions WRITE = Permissions.newInstance("WRITE");

  private static final JsonFieldSelector ALWAYS_SHOWN =
      JsonFactory.newFieldSelector(
          JsonPointer.of("thingId"),
          JsonPointer.of("_namespace"),
          JsonPointer.of("_revision"),
          JsonPointer.of("_modified"),
          JsonPointer.of("_created"));
  private static final ResourceKey WHOLE_THING =
      ResourceKey.newInstance("thing", JsonPointer.empty());
  private static final int REMEMBERED = 20_000;

  private record Question(
      AuthorizationContext who, ResourceKey what, Permissions how, boolean partly) {}

  private final Enforcer enforcer;
  private final Map<Question, Boolean> answers = new HashMap<>();
  private final Map<AuthorizationContext, Boolean> readAll = new HashMap<>();
  private final Map<AuthorizationContext, Boolean> writeAll = new HashMap<>();

  PolicyCheck(Policy policy) {
    enforcer = PolicyEnforcers.defaultEvaluator(policy);
  }

  /** Whether everything at and below the path is permitted. */
  boolean permits(
      AuthorizationContext who, String type, JsonPointer path, Permissions permissions) {
    Map<AuthorizationContext, Boolean> overall = permissions == READ ? readAll : writeAll;
    if ("thing".equals(type) && overall.computeIfAbsent(who, caller -> all(caller, permissions))) {
      return true;
    }
    return ask(new Question(who, ResourceKey.newInstance(type, path), permissions, false));
  }

  /** Whether anything at or below the path is permitted. */
  boolean permitsPartly(
      AuthorizationContext who, String type, JsonPointer path, Permissions permissions) {
    return permits(who, type, path, permissions)
        || ask(new Question(who, ResourceKey.newInstance(type, path), permissions, true));
  }

  /** Whether every leaf of a merge patch may be written. */
  boolean permitsMerge(AuthorizationContext who, JsonPointer path, JsonValue patch) {
    if (permits(who, "thing", JsonPointer.empty(), WRITE)) {
      return true;
    }
    Set<JsonPointer> leaves = new HashSet<>();
    collectLeaves(path, patch, leaves);
    return leaves.stream().allMatch(leaf -> permits(who, "thing", leaf, WRITE));
  }

  /** The part of an object that the subjects may read. */
  JsonObject view(AuthorizationContext who, String type, JsonPointer path, JsonObject object) {
    if (permits(who, type, path, READ)) {
      return object;
    }
    return enforcer.buildJsonView(
        ResourceKey.newInstance(type, path), object, who, ALWAYS_SHOWN, READ);
  }

  /** Whether somebody may still change the policy itself. */
  boolean hasOwner() {
    return !enforcer
        .getSubjectsWithUnrestrictedPermission(
            ResourceKey.newInstance("policy", JsonPointer.empty()), WRITE)
        .isEmpty();
  }

  private boolean all(AuthorizationContext who, Permissions permissions) {
    return enforcer.hasUnrestrictedPermissions(WHOLE_THING, who, permissions);
  }

  private boolean ask(Question question) {
    Boolean known = answers.get(question);
    if (known != null) {
      return known;
    }
    if (answers.size() >= REMEMBERED) {
      answers.clear();
    }
    boolean answer =
        question.partly
            ? enforcer.hasPartialPermissions(question.what, question.who, question.how)
            : enforcer.hasUnrestrictedPermissions(question.what, question.who, question.how);
    answers.put(question, answer);
    return answer;
  }

  private static void collectLeaves(JsonPointer path, JsonValue value, Set<JsonPointer> leaves) {
    if (value.isObject() && !value.isNull() && !value.asObject().isEmpty()) {
      value.asObject().forEach(f -> collectLeaves(path.addLeaf(f.getKey()), f.getValue(), leaves));
    } else {
      leaves.add(path);
    }
  }
}
