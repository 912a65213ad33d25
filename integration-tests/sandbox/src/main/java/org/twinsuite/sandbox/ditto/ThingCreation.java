package org.twinsuite.sandbox.ditto;

import java.util.Set;
import org.eclipse.ditto.base.model.exceptions.DittoRuntimeException;
import org.eclipse.ditto.base.model.headers.DittoHeaders;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonField;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.json.JsonValue;
import org.eclipse.ditto.policies.model.PolicyId;
import org.eclipse.ditto.policies.model.signals.commands.exceptions.PolicyNotAccessibleException;
import org.eclipse.ditto.things.model.ThingId;
import org.eclipse.ditto.things.model.signals.commands.exceptions.PolicyInvalidException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.ThingConflictException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.ThingNotCreatableException;

/** A thing that is not there yet: its first state and its policy. */
final class ThingCreation {

  private final PolicyStore policies;

  ThingCreation(PolicyStore policies) {
    this.policies = policies;
  }

  /** The thing to be stored, with policy id; may still hold {@code _policy}. */
  JsonObject thing(ThingId id, TwinCommand command) {
    JsonValue value = command.value();
    JsonObject given =
        ThingPayload.object(
            command.verb() == TwinCommand.Verb.merge
                ? Changes.patch(JsonFactory.newObject(), value)
                : value);
    JsonObject checked = ThingPayload.thing(id, given, null);
    JsonObjectBuilder thing = JsonFactory.newObjectBuilder();
    thing.set("thingId", id.toString());
    thing.set(
        "policyId", given.getValue("policyId").map(JsonValue::asString).orElse(id.toString()));
    for (JsonField field : checked) {
      String name = field.getKeyName();
      if (!"thingId".equals(name) && !"policyId".equals(name)) {
        thing.set(field);
      }
    }
    given.getValue("_policy").ifPresent(policy -> thing.set("_policy", policy));
    given.getValue("_copyPolicyFrom").ifPresent(from -> thing.set("_copyPolicyFrom", from));
    return thing.build();
  }

  /** Makes or finds the policy and checks that it allows the creation. */
  void policy(ThingId id, JsonObject thing, TwinCommand command) {
    String policyId = thing.getValue("policyId").orElseThrow().asString();
    PolicyStore.Entry existing = policies.find(policyId);
    JsonObject inline = inline(thing, command);
    boolean explicit =
        command.value().isObject() && command.value().asObject().contains("policyId");
    if (existing != null) {
      if (inline != null || !explicit) {
        throw ThingNotCreatableException.newBuilderForPolicyExisting(id, PolicyId.of(policyId))
            .build();
      }
      ensureAllowed(id, existing.check(), command);
      return;
    }
    if (explicit && inline == null) {
      throw PolicyNotAccessibleException.newBuilder(PolicyId.of(policyId)).build();
    }
    JsonObject json = inline == null ? PolicyStore.implicit(command.caller()) : inline;
    ensureAllowed(id, PolicyStore.check(policyId, json), command);
    policies.put(policyId, json);
  }

  /** Why a thing that is there already cannot be created: Ditto makes its policy first. */
  DittoRuntimeException refusal(ThingId id, TwinCommand command) {
    boolean explicit = ThingPayload.object(command.value()).contains("policyId");
    return explicit || policies.find(id.toString()) == null
        ? ThingConflictException.newBuilder(id).build()
        : ThingNotCreatableException.newBuilderForPolicyExisting(id, PolicyId.of(id.toString()))
            .build();
  }

  private JsonObject inline(JsonObject thing, TwinCommand command) {
    JsonValue from = thing.getValue("_copyPolicyFrom").orElse(null);
    if (from != null) {
      PolicyStore.Entry source = policies.find(from.asString());
      if (source == null
          || !source
              .check()
              .permits(command.caller(), "policy", JsonPointer.empty(), PolicyCheck.READ)) {
        throw PolicyNotAccessibleException.newBuilder(PolicyId.of(from.asString())).build();
      }
      return source.json();
    }
    JsonValue policy = thing.getValue("_policy").orElse(null);
    if (policy == null) {
      return null;
    }
    if (!policy.isObject() || policy.isNull()) {
      throw PolicyInvalidException.newBuilder(Set.of(), ThingId.of(command.entityId()))
          .dittoHeaders(DittoHeaders.empty())
          .build();
    }
    return policy.asObject();
  }

  private static void ensureAllowed(ThingId id, PolicyCheck check, TwinCommand command) {
    boolean allowed =
        check.permits(command.caller(), "thing", JsonPointer.empty(), PolicyCheck.WRITE);
    if (!allowed) {
      throw ThingPath.ROOT.notModifiable(id);
    }
  }
}
