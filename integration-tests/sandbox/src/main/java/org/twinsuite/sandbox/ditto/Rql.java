package org.twinsuite.sandbox.ditto;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.eclipse.ditto.base.model.headers.DittoHeaders;
import org.eclipse.ditto.base.model.signals.WithResource;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonFieldSelector;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonParseOptions;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.placeholders.PlaceholderFactory;
import org.eclipse.ditto.placeholders.PlaceholderResolver;
import org.eclipse.ditto.placeholders.TimePlaceholder;
import org.eclipse.ditto.protocol.ProtocolFactory;
import org.eclipse.ditto.protocol.TopicPath;
import org.eclipse.ditto.protocol.placeholders.ResourcePlaceholder;
import org.eclipse.ditto.protocol.placeholders.TopicPathPlaceholder;
import org.eclipse.ditto.rql.parser.RqlPredicateParser;
import org.eclipse.ditto.rql.query.criteria.Criteria;
import org.eclipse.ditto.rql.query.filter.QueryFilterCriteriaFactory;
import org.eclipse.ditto.rql.query.things.FieldNamesPredicateVisitor;
import org.eclipse.ditto.rql.query.things.ThingPredicateVisitor;
import org.eclipse.ditto.things.model.Thing;
import org.eclipse.ditto.things.model.ThingsModelFactory;

/** A parsed RQL expression, evaluated against only those fields of a thing that it names. */
final class Rql {

  private static final QueryFilterCriteriaFactory CRITERIA =
      QueryFilterCriteriaFactory.modelBased(
          RqlPredicateParser.getInstance(),
          TopicPathPlaceholder.getInstance(),
          ResourcePlaceholder.getInstance(),
          TimePlaceholder.getInstance());
  private static final Pattern PLACEHOLDER = Pattern.compile("\\b(topic|resource|time):[a-z]");
  private static final int CACHED = 1_000;
  private static final Map<String, Rql> CACHE =
      Collections.synchronizedMap(
          new LinkedHashMap<>(64, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Rql> eldest) {
              return size() > CACHED;
            }
          });

  private final Criteria criteria;
  private final Set<String> fieldNames;
  private final JsonFieldSelector fields;
  private final boolean placeholders;
  private final Predicate<Thing> plain;

  private Rql(String expression) {
    criteria = CRITERIA.filterCriteria(expression, DittoHeaders.empty());
    FieldNamesPredicateVisitor visitor = FieldNamesPredicateVisitor.getNewInstance();
    visitor.visit(RqlPredicateParser.getInstance().parse(expression));
    fieldNames = visitor.getFieldNames();
    placeholders = PLACEHOLDER.matcher(expression).find();
    plain = placeholders ? null : ThingPredicateVisitor.apply(criteria, List.of());
    boolean selectable = fieldNames.stream().noneMatch(f -> f.contains("*") || f.contains(":"));
    fields =
        selectable && !fieldNames.isEmpty()
            ? JsonFactory.newFieldSelector(
                String.join(",", fieldNames),
                JsonParseOptions.newBuilder().withoutUrlDecoding().build())
            : null;
  }

  /** Parses or takes from the cache; {@code rql.expression.invalid} when it is no RQL. */
  static Rql of(String expression) {
    Rql known = CACHE.get(expression);
    if (known == null) {
      known = new Rql(expression);
      CACHE.put(expression, known);
    }
    return known;
  }

  /** Names of the fields it looks at. */
  Set<String> fieldNames() {
    return fieldNames;
  }

  /** Whether a thing, given with its underscore fields where needed, matches. */
  boolean matches(JsonObject thing) {
    return (plain != null ? plain : predicate(time())).test(model(thing));
  }

  /** Whether an event matches, given the thing it shows and its topic and path. */
  boolean matches(JsonObject thing, Topic topic, JsonPointer path) {
    if (!placeholders) {
      return matches(thing);
    }
    TopicPath topicPath = ProtocolFactory.newTopicPath(topic.toString());
    return predicate(
            time(),
            PlaceholderFactory.newPlaceholderResolver(
                TopicPathPlaceholder.getInstance(), topicPath),
            PlaceholderFactory.newPlaceholderResolver(
                ResourcePlaceholder.getInstance(), new Resource(path)))
        .test(model(thing));
  }

  private record Resource(JsonPointer getResourcePath) implements WithResource {
    @Override
    public String getResourceType() {
      return "thing";
    }
  }

  private Predicate<Thing> predicate(PlaceholderResolver<?>... resolvers) {
    return ThingPredicateVisitor.apply(criteria, resolvers);
  }

  private static PlaceholderResolver<?> time() {
    return PlaceholderFactory.newPlaceholderResolver(TimePlaceholder.getInstance(), new Object());
  }

  private Thing model(JsonObject thing) {
    return ThingsModelFactory.newThing(fields == null ? thing : thing.get(fields));
  }
}
