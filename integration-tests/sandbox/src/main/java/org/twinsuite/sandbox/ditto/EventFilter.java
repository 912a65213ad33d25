package org.twinsuite.sandbox.ditto;

import java.util.Set;
import org.eclipse.ditto.base.model.auth.AuthorizationContext;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonFieldSelector;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.json.JsonValue;

/**
 * What a subscriber wants to see and may see of the changes.
 *
 * @param subscriber who reads.
 * @param namespaces empty for all.
 * @param ids thing ids, empty for all.
 * @param filter {@code null} for none.
 * @param extraFields {@code null} for none.
 */
record EventFilter(
    AuthorizationContext subscriber,
    Set<String> namespaces,
    Set<String> ids,
    Rql filter,
    JsonFieldSelector extraFields) {

  /** Parses the parameters of a subscription; {@code null} or empty means none. */
  static EventFilter of(
      AuthorizationContext subscriber,
      String namespaces,
      String ids,
      String filter,
      String extraFields) {
    return new EventFilter(
        subscriber,
        list(namespaces),
        list(ids),
        filter == null || filter.isBlank() ? null : Rql.of(filter),
        Selection.ofThing(extraFields));
  }

  static Set<String> list(String text) {
    return text == null || text.isBlank() ? Set.of() : Set.of(text.trim().split("\\s*,\\s*"));
  }

  /** Whether namespace and id are wanted. */
  boolean wants(TwinEvent event) {
    return (namespaces.isEmpty() || namespaces.contains(event.id().getNamespace()))
        && (ids.isEmpty() || ids.contains(event.id().toString()));
  }

  /**
   * What the subscriber may see of an event: itself, a part of it, or {@code null} for nothing.
   *
   * @param check the thing's policy, {@code null} when it is gone.
   */
  PublishedEvent visible(PublishedEvent published, PolicyCheck check) {
    if (check == null) {
      return null;
    }
    if (check.permits(subscriber, "thing", JsonPointer.empty(), PolicyCheck.READ)) {
      return published;
    }
    TwinEvent event = published.event();
    if (!check.permitsPartly(subscriber, "thing", event.path(), PolicyCheck.READ)) {
      return null;
    }
    JsonValue value = event.value();
    if (value == null || !value.isObject() || value.isNull()) {
      return published;
    }
    JsonObject part = check.view(subscriber, "thing", event.path(), value.asObject());
    return part.isEmpty() && !value.asObject().isEmpty()
        ? null
        : new PublishedEvent(
            event.showing(part), published.before(), published.after(), published.origin());
  }

  /** The enrichment, {@code null} when none was asked for. */
  JsonObject extra(PublishedEvent published, PolicyCheck check) {
    if (extraFields == null) {
      return null;
    }
    ThingState after = published.after();
    JsonObject thing = Selection.wantsMeta(extraFields) ? after.full() : after.json();
    return Selection.select(
        check.view(subscriber, "thing", JsonPointer.empty(), thing), extraFields);
  }

  /** Whether the RQL filter lets the event through, given its enrichment. */
  boolean passes(PublishedEvent published, JsonObject extra) {
    return filter == null || passes(filter, published.event(), extra);
  }

  /** Whether an RQL filter lets an event through. */
  static boolean passes(Rql filter, TwinEvent event, JsonObject extra) {
    JsonObject changed = event.asThing();
    JsonObject shown = extra == null ? changed : Changes.patch(extra, changed).asObject();
    JsonObject subject =
        JsonFactory.newObjectBuilder(shown)
            .set("_revision", event.revision())
            .set("_modified", event.timestamp().toString())
            .build();
    return filter.matches(subject, event.topic(), event.path());
  }
}
