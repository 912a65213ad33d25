package org.twinsuite.sandbox.ditto;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.eclipse.ditto.base.model.auth.AuthorizationContext;
import org.eclipse.ditto.json.JsonFieldSelector;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.json.JsonValue;

/**
 * A search over all things a caller may see. It looks at the things themselves, so unlike Ditto's
 * index it never lags.
 *
 * @param filter {@code null} for everything.
 * @param namespaces empty for all.
 * @param fields what of each thing is given, {@code null} for all.
 * @param options order and page size.
 */
record SearchQuery(
    Rql filter, Set<String> namespaces, JsonFieldSelector fields, SearchOptions options) {

  static SearchQuery of(String filter, String namespaces, String fields, String options) {
    return new SearchQuery(
        filter == null || filter.isBlank() ? null : Rql.of(filter),
        EventFilter.list(namespaces),
        Selection.parse(fields),
        SearchOptions.parse(options));
  }

  /** All that match, in order, as the caller may see them, with underscore fields. */
  List<JsonObject> matches(Ditto ditto, AuthorizationContext caller) {
    List<JsonObject> found = new ArrayList<>();
    for (ThingState thing : ditto.things().all()) {
      PolicyCheck check = ditto.thingCommands().check(thing);
      if (!namespaces.isEmpty() && !namespaces.contains(thing.id().getNamespace())
          || check == null
          || !check.permitsPartly(caller, "thing", JsonPointer.empty(), PolicyCheck.READ)) {
        continue;
      }
      JsonObject seen = check.view(caller, "thing", JsonPointer.empty(), thing.full());
      if (filter == null || filter.matches(seen)) {
        found.add(seen);
      }
    }
    found.sort(order());
    return found;
  }

  /** What of a match is given to the caller. */
  JsonObject shown(JsonObject match) {
    if (fields != null) {
      return Selection.select(match, fields);
    }
    JsonObject plain = match;
    for (String hidden : new String[] {"_namespace", "_revision", "_created", "_modified"}) {
      plain = plain.remove(hidden);
    }
    return plain;
  }

  private Comparator<JsonObject> order() {
    Comparator<JsonObject> order = (a, b) -> 0;
    for (SearchOptions.Sort sort : options.sort()) {
      Comparator<JsonObject> by =
          Comparator.comparing(
              thing -> thing.getValue(sort.property()).orElse(null), SearchQuery::compare);
      order = order.thenComparing(sort.descending() ? by.reversed() : by);
    }
    return order.thenComparing(thing -> thing.getValue("thingId").orElseThrow().asString());
  }

  /** Missing before numbers before text before anything else, as in Ditto's index. */
  private static int compare(JsonValue a, JsonValue b) {
    int ranks = Integer.compare(rank(a), rank(b));
    if (ranks != 0 || a == null) {
      return ranks;
    }
    return a.isNumber()
        ? Double.compare(a.asDouble(), b.asDouble())
        : (a.isString() ? a.asString() : a.toString())
            .compareTo(b.isString() ? b.asString() : b.toString());
  }

  private static int rank(JsonValue value) {
    if (value == null || value.isNull()) {
      return 0;
    }
    return value.isNumber() ? 1 : value.isString() ? 2 : 3;
  }
}
