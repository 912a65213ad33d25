package org.twinsuite.sandbox.ditto;

import java.util.Optional;
import org.eclipse.ditto.base.model.headers.entitytag.EntityTag;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonFieldSelector;
import org.eclipse.ditto.json.JsonKey;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.json.JsonValue;
import org.eclipse.ditto.policies.model.PolicyId;
import org.eclipse.ditto.policies.model.signals.commands.exceptions.PolicyConflictException;
import org.eclipse.ditto.policies.model.signals.commands.exceptions.PolicyEntryNotModifiableException;
import org.eclipse.ditto.policies.model.signals.commands.exceptions.PolicyNotAccessibleException;
import org.eclipse.ditto.policies.model.signals.commands.exceptions.PolicyNotModifiableException;

/** Executes commands on policies. */
final class PolicyCommands {

  private final PolicyStore policies;

  PolicyCommands(PolicyStore policies) {
    this.policies = policies;
  }

  /**
   * Executes one command.
   *
   * @param path where below the policy; resource keys hold slashes, so it is no JSON pointer.
   */
  Reply execute(TwinCommand command, String path) {
    PolicyId id = PolicyId.of(command.entityId());
    PolicyPath where = PolicyPath.of(path);
    PolicyStore.Entry entry = policies.find(command.entityId());
    if (entry == null) {
      return whenMissing(command, id, where);
    }
    return switch (command.verb()) {
      case retrieve -> retrieve(command, where, entry);
      case create -> throw PolicyConflictException.newBuilder(id).build();
      case modify, merge -> write(command, where, entry);
      case delete -> delete(command, where, entry);
    };
  }

  private Reply whenMissing(TwinCommand command, PolicyId id, PolicyPath where) {
    boolean creates =
        where.whole()
            && (command.verb() == TwinCommand.Verb.create
                || command.verb() == TwinCommand.Verb.modify);
    if (!creates) {
      throw new PolicyPath(where.pointer(), null, null, null).notAccessible(id);
    }
    Preconditions.check(command, null, true);
    JsonObject json = ThingPayload.object(command.value());
    checkImports(id, json, command);
    PolicyCheck check = PolicyStore.check(id.toString(), json);
    if (!check.permits(command.caller(), "policy", where.pointer(), PolicyCheck.WRITE)) {
      throw PolicyNotModifiableException.newBuilder(id).build();
    }
    PolicyStore.Entry created = policies.put(id.toString(), json);
    return new Reply(
        201, created.json(), created.revision(), Preconditions.revision(created.revision()));
  }

  private Reply retrieve(TwinCommand command, PolicyPath where, PolicyStore.Entry current) {
    PolicyCheck check = current.check();
    PolicyStore.Entry entry = Historical.policy(command, current, policies);
    if (!check.permitsPartly(command.caller(), "policy", where.pointer(), PolicyCheck.READ)) {
      throw where.notAccessible(entry.id());
    }
    JsonValue value = at(entry, where).orElseThrow(() -> where.notAccessible(entry.id()));
    EntityTag tag = tag(entry, where, value);
    Preconditions.check(command, tag, true);
    JsonFieldSelector fields = Selection.parse(command.header("fields"));
    if (value.isObject()) {
      JsonObject full = value.asObject();
      if (where.whole() && fields != null && Selection.wantsMeta(fields)) {
        full =
            JsonFactory.newObjectBuilder(full)
                .set("_revision", entry.revision())
                .set("_modified", entry.modified())
                .build();
      }
      JsonObject view = check.view(command.caller(), "policy", where.pointer(), full);
      value = fields == null ? view : view.get(fields);
    }
    return new Reply(200, value, entry.revision(), tag);
  }

  private Reply write(TwinCommand command, PolicyPath where, PolicyStore.Entry entry) {
    authorize(command, where, entry);
    Optional<JsonValue> existing = at(entry, where);
    Preconditions.check(command, existing.map(v -> tag(entry, where, v)).orElse(null), true);
    boolean needsEntry = where.part() != null;
    PolicyPath parent = needsEntry ? PolicyPath.of("/entries/" + where.label()) : where;
    if (needsEntry && at(entry, parent).isEmpty()) {
      throw parent.notAccessible(entry.id());
    }
    JsonValue value = command.value();
    boolean merge = command.verb() == TwinCommand.Verb.merge;
    JsonObject next =
        merge
            ? Changes.merge(entry.json(), where.pointer(), value)
            : Changes.put(
                entry.json(), where.pointer(), where.whole() ? ThingPayload.object(value) : value);
    checkImports(entry.id(), next, command);
    PolicyStore.Entry written = policies.put(entry.id().toString(), next);
    boolean created = existing.isEmpty();
    return new Reply(
        created ? 201 : 204,
        created ? value : null,
        written.revision(),
        at(written, where).map(v -> tag(written, where, v)).orElse(null));
  }

  private Reply delete(TwinCommand command, PolicyPath where, PolicyStore.Entry entry) {
    authorize(command, where, entry);
    Optional<JsonValue> existing = at(entry, where);
    Preconditions.check(command, existing.map(v -> tag(entry, where, v)).orElse(null), true);
    if (existing.isEmpty()) {
      throw where.notAccessible(entry.id());
    }
    if (where.whole()) {
      policies.delete(entry);
      return new Reply(204, null, entry.revision() + 1, null);
    }
    PolicyStore.Entry written =
        policies.put(entry.id().toString(), entry.json().remove(where.pointer()));
    return new Reply(204, null, written.revision(), null);
  }

  /** A policy may import only others, and only such as the caller may read. */
  private void checkImports(PolicyId id, JsonObject json, TwinCommand command) {
    for (JsonKey imported : PolicyImports.of(json).getKeys()) {
      if (imported.toString().equals(id.toString())) {
        throw PolicyImports.importsItself();
      }
      PolicyStore.Entry other = policies.find(imported.toString());
      if (other == null
          || !other
              .check()
              .permits(command.caller(), "policy", JsonPointer.of("/entries"), PolicyCheck.READ)) {
        throw PolicyNotAccessibleException.newBuilder(PolicyId.of(imported)).build();
      }
    }
  }

  private static void authorize(TwinCommand command, PolicyPath where, PolicyStore.Entry entry) {
    PolicyCheck check = entry.check();
    if (check.permits(command.caller(), "policy", where.pointer(), PolicyCheck.WRITE)) {
      return;
    }
    throw where.label() == null
        ? PolicyNotModifiableException.newBuilder(entry.id()).build()
        : PolicyEntryNotModifiableException.newBuilder(entry.id(), where.label()).build();
  }

  private static Optional<JsonValue> at(PolicyStore.Entry entry, PolicyPath where) {
    return where.whole() ? Optional.of(entry.json()) : entry.json().getValue(where.pointer());
  }

  private static EntityTag tag(PolicyStore.Entry entry, PolicyPath where, JsonValue value) {
    return where.whole() ? Preconditions.revision(entry.revision()) : Preconditions.hash(value);
  }
}
