package org.twinsuite.sandbox.ditto;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.eclipse.ditto.base.model.auth.AuthorizationContext;
import org.eclipse.ditto.base.model.exceptions.DittoRuntimeException;
import org.eclipse.ditto.base.model.headers.DittoHeaders;
import org.eclipse.ditto.base.model.headers.entitytag.EntityTag;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.json.JsonValue;
import org.eclipse.ditto.things.model.ThingId;
import org.eclipse.ditto.things.model.ThingTooLargeException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.ThingConditionFailedException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.ThingNotDeletableException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.ThingPreconditionFailedException;

/** Executes commands on twins: permission, preconditions, condition, change, event. */
final class ThingCommands {

  private final EmbeddedDittoConfig config;
  private final ThingStore things;
  private final PolicyStore policies;
  private final ThingCreation creation;
  private final ModelGuard models;

  ThingCommands(
      EmbeddedDittoConfig config, ThingStore things, PolicyStore policies, ModelGuard models) {
    this.models = models;
    this.config = config;
    this.things = things;
    this.policies = policies;
    this.creation = new ThingCreation(policies);
  }

  /**
   * Executes one command.
   *
   * @throws DittoRuntimeException as Ditto would answer.
   */
  Reply execute(TwinCommand command) {
    ThingState state = things.find(command.entityId());
    if (state == null) {
      ThingId id = ThingId.of(command.entityId());
      return whenMissing(command, id, ThingPath.of(command.path()));
    }
    ThingPath path = ThingPath.of(command.path());
    return switch (command.verb()) {
      case retrieve -> retrieve(command, path, state);
      case create -> {
        authorize(command, path, state);
        throw creation.refusal(state.id(), command);
      }
      case modify, merge -> write(command, path, state);
      case delete -> delete(command, path, state);
    };
  }

  /** What decides about the thing, {@code null} when its policy is gone. */
  PolicyCheck check(ThingState state) {
    PolicyStore.Entry policy = policies.find(state.policyId());
    return policy == null ? null : policy.check();
  }

  /** What decides who sees an event. */
  PolicyCheck checkFor(PublishedEvent event) {
    ThingState former = event.before();
    return check(event.after().deleted() && former != null ? former : event.after());
  }

  private Reply whenMissing(TwinCommand command, ThingId id, ThingPath path) {
    boolean writesAll =
        path.kind() == ThingPath.Kind.THING
            && (command.verb() == TwinCommand.Verb.create
                || command.verb() == TwinCommand.Verb.modify
                || command.verb() == TwinCommand.Verb.merge);
    if (!writesAll) {
      throw ThingPath.ROOT.notAccessible(id);
    }
    Preconditions.check(command, null, false);
    JsonObject thing = models.created(creation.thing(id, command));
    checkSize(thing.toString().length());
    creation.policy(id, thing, command);
    JsonObject stored = thing.remove("_policy").remove("_copyPolicyFrom");
    ThingState after =
        apply(command, TwinEvent.Action.created, JsonPointer.empty(), stored, null, stored, id);
    return new Reply(201, stored, after.revision(), Preconditions.revision(after.revision()));
  }

  private Reply retrieve(TwinCommand command, ThingPath path, ThingState current) {
    ThingState state =
        Historical.state(
            command, current, things.journal(command.entityId()), config.clock().instant());
    PolicyCheck check = check(current);
    if (check == null) {
      throw PolicyGone.notAccessible(current);
    }
    if (!check.permitsPartly(command.caller(), "thing", path.pointer(), PolicyCheck.READ)) {
      throw path.notAccessible(current.id());
    }
    checkCondition(command, state, check);
    JsonValue value = at(path, state);
    EntityTag tag = tag(path, state, value);
    Preconditions.check(command, tag, false);
    JsonValue shown =
        Selection.of(command, state, policies, things.metadata(command.entityId()))
            .apply(
                path,
                value,
                object -> check.view(command.caller(), "thing", path.pointer(), object));
    return new Reply(200, shown, state.revision(), tag);
  }

  private Reply write(TwinCommand command, ThingPath path, ThingState state) {
    PolicyCheck check = authorize(command, path, state);
    boolean merge = command.verb() == TwinCommand.Verb.merge;
    Optional<JsonValue> existing =
        path.kind() == ThingPath.Kind.THING
            ? Optional.of(state.json())
            : state.json().getValue(path.pointer());
    Preconditions.check(
        command, existing.map(value -> tag(path, state, value)).orElse(null), false);
    checkCondition(command, state, check);
    if (!merge && path.feature() != null && path.pointer().getLevelCount() > 2) {
      if (state.json().getValue(path.feature()).isEmpty()) {
        throw ThingPath.of(path.feature()).notAccessible(state.id());
      }
    }
    String conditions = merge ? command.header("merge-thing-patch-conditions") : null;
    JsonValue wanted =
        PatchConditions.apply(conditions, command.value(), state, check, command.caller());
    JsonValue value =
        models.completed(
            path, ThingPayload.valid(path, wanted, state, merge), existing.isEmpty() && !merge);
    JsonObject after =
        merge
            ? Changes.merge(state.json(), path.pointer(), value)
            : Changes.put(state.json(), path.pointer(), value);
    if (merge) {
      models.merged(path, value, after);
    } else {
      models.modified(path, state.json(), after);
    }
    String ifEqual = command.header("if-equal");
    if (ifEqual != null && ifEqual.startsWith("skip") && after.equals(state.json())) {
      throw ThingPreconditionFailedException.newBuilder("if-equal", ifEqual, "equal")
          .message(
              "The previous value was equal to the new value and the 'if-equal' header was set to 'skip'.")
          .description("Your changes were not applied, which is probably the expected outcome.")
          .build();
    }
    JsonValue written = value;
    if (merge && "skip-minimizing-merge".equals(ifEqual) && existing.isPresent()) {
      written = Minimizing.merge(existing.get(), value);
    }
    boolean created = existing.isEmpty() && !merge;
    TwinEvent.Action action =
        merge
            ? TwinEvent.Action.merged
            : created ? TwinEvent.Action.created : TwinEvent.Action.modified;
    ThingState next = apply(command, action, path.pointer(), written, state, after, state.id());
    EntityTag tag =
        after.getValue(path.pointer()).isPresent() || path.kind() == ThingPath.Kind.THING
            ? tag(path, next, at(path, next))
            : null;
    return new Reply(created ? 201 : 204, created ? value : null, next.revision(), tag);
  }

  private Reply delete(TwinCommand command, ThingPath path, ThingState state) {
    PolicyCheck check = authorize(command, path, state);
    if (path.kind() == ThingPath.Kind.POLICY_ID) {
      throw path.notModifiable(state.id());
    }
    boolean whole = path.kind() == ThingPath.Kind.THING;
    Optional<JsonValue> existing =
        whole ? Optional.of(state.json()) : state.json().getValue(path.pointer());
    Preconditions.check(
        command, existing.map(value -> tag(path, state, value)).orElse(null), false);
    checkCondition(command, state, check);
    if (existing.isEmpty()) {
      JsonPointer feature = path.feature();
      boolean featureMissing = feature != null && state.json().getValue(feature).isEmpty();
      throw (featureMissing ? ThingPath.of(feature) : path).notAccessible(state.id());
    }
    JsonObject after = Changes.delete(state.json(), path.pointer());
    models.deleted(path, state.json(), after);
    ThingState next =
        apply(command, TwinEvent.Action.deleted, path.pointer(), null, state, after, state.id());
    return new Reply(
        204, null, next.revision(), whole ? Preconditions.revision(next.revision()) : null);
  }

  private PolicyCheck authorize(TwinCommand command, ThingPath path, ThingState state) {
    AuthorizationContext caller = command.caller();
    PolicyCheck check = check(state);
    if (check == null) {
      throw PolicyGone.notModifiable(state);
    }
    boolean allowed =
        command.verb() == TwinCommand.Verb.merge
            ? check.permitsMerge(caller, path.pointer(), command.value())
            : check.permits(caller, "thing", path.pointer(), PolicyCheck.WRITE);
    if (!allowed) {
      boolean deletion = command.verb() == TwinCommand.Verb.delete;
      throw deletion && path.kind() == ThingPath.Kind.THING
          ? ThingNotDeletableException.newBuilder(state.id()).build()
          : path.notModifiable(state.id());
    }
    return check;
  }

  private void checkCondition(TwinCommand command, ThingState state, PolicyCheck check) {
    if (command.verb() != TwinCommand.Verb.create) {
      checkCondition(command.headers(), state, check, command.caller());
    }
  }

  /** Fails with 412 when there is a condition that does not hold or names what may not be read. */
  void checkCondition(
      Map<String, String> headers,
      ThingState state,
      PolicyCheck check,
      AuthorizationContext caller) {
    String condition = headers.get("condition");
    if (condition != null && !holds(condition, state, check, caller)) {
      throw ThingConditionFailedException.newBuilder(DittoHeaders.empty()).build();
    }
  }

  /** Whether an RQL condition holds for a thing. */
  boolean holds(
      String condition, ThingState state, PolicyCheck check, AuthorizationContext caller) {
    Rql rql = Conditions.parse(condition);
    if (!Conditions.mayRead(rql, check, caller)) {
      throw ThingConditionFailedException.newBuilderForInsufficientPermission(DittoHeaders.empty())
          .build();
    }
    return rql.matches(Conditions.subject(rql, state));
  }

  private ThingState apply(
      TwinCommand command,
      TwinEvent.Action action,
      JsonPointer path,
      JsonValue value,
      ThingState before,
      JsonObject json,
      ThingId id) {
    Instant now = config.clock().instant();
    long revision = things.revision(id.toString()) + 1;
    boolean deleted = action == TwinEvent.Action.deleted && path.isEmpty();
    ThingState after =
        new ThingState(
            id,
            json,
            revision,
            before == null ? now : before.created(),
            now,
            deleted ? 0 : sizeBound(before, path, value, json),
            deleted);
    TwinEvent event =
        new TwinEvent(id, action, path, value, revision, now, Headers.ofEvent(command));
    things.change(event, after, command.origin());
    JsonObject metadata = things.metadata(id.toString());
    things.metadata(
        id.toString(), deleted ? JsonFactory.newObject() : Metadata.after(metadata, command));
    return after;
  }

  private int sizeBound(ThingState before, JsonPointer path, JsonValue value, JsonObject json) {
    if (before == null || path.isEmpty()) {
      return json.toString().length();
    }
    int added = value == null ? 0 : (int) value.getUpperBoundForStringSize() + path.length() + 8;
    int bound = before.sizeBound() + added;
    if (bound <= config.maxThingBytes()) {
      return bound;
    }
    int exact = json.toString().length();
    checkSize(exact);
    return exact;
  }

  private void checkSize(int bytes) {
    if (bytes > config.maxThingBytes()) {
      throw ThingTooLargeException.newBuilder(bytes, config.maxThingBytes()).build();
    }
  }

  private static JsonValue at(ThingPath path, ThingState state) {
    if (path.kind() == ThingPath.Kind.THING) {
      return state.json();
    }
    JsonPointer feature = path.feature();
    if (feature != null && state.json().getValue(feature).isEmpty()) {
      throw ThingPath.of(feature).notAccessible(state.id());
    }
    return state.json().getValue(path.pointer()).orElseThrow(() -> path.notAccessible(state.id()));
  }

  private static EntityTag tag(ThingPath path, ThingState state, JsonValue value) {
    return path.kind() == ThingPath.Kind.THING
        ? Preconditions.revision(state.revision())
        : Preconditions.hash(value);
  }
}
