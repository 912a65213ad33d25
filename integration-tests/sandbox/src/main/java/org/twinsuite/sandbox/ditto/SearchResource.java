package org.twinsuite.sandbox.ditto;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import org.eclipse.ditto.json.JsonArrayBuilder;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.eclipse.ditto.json.JsonRuntimeException;
import org.eclipse.ditto.json.JsonValue;
import org.eclipse.ditto.thingsearch.model.signals.commands.exceptions.InvalidOptionException;

/** {@code /api/2/search/things} and its count. */
final class SearchResource {

  private final Ditto ditto;

  SearchResource(Ditto ditto) {
    this.ditto = ditto;
  }

  void handle(HttpExchange exchange, List<String> path) {
    boolean posted = "POST".equals(exchange.method());
    if (path.isEmpty()
        || !"things".equals(path.get(0))
        || !posted && !"GET".equals(exchange.method())) {
      throw ThingsResource.notAllowed(exchange);
    }
    UnaryOperator<String> parameters = posted ? exchange.form() : exchange::parameter;
    SearchQuery query =
        SearchQuery.of(
            parameters.apply("filter"),
            parameters.apply("namespaces"),
            parameters.apply("fields"),
            parameters.apply("option"));
    List<JsonObject> matches = query.matches(ditto, exchange.caller());
    if (path.size() > 1 && "count".equals(path.get(1))) {
      exchange.reply(Reply.of(200, JsonFactory.newValue(matches.size())));
    } else {
      exchange.reply(Reply.of(200, page(query, exchange, matches)));
    }
  }

  /** One page. A cursor names the last thing given and the filter and order it belongs to. */
  private static JsonObject page(
      SearchQuery query, HttpExchange exchange, List<JsonObject> matches) {
    String cursor = query.options().cursor();
    String origin = exchange.parameter("filter") + "|" + query.options().sort();
    int offset = Math.min(matches.size(), Math.max(0, query.options().offset()));
    int from = cursor == null ? offset : after(cursor, origin, matches);
    int to = Math.min(matches.size(), from + query.options().size());
    JsonArrayBuilder items = JsonFactory.newArrayBuilder();
    matches.subList(from, to).forEach(match -> items.add(query.shown(match)));
    JsonObjectBuilder page = JsonFactory.newObjectBuilder().set("items", items.build());
    if (query.options().offset() >= 0) {
      page.set("nextPageOffset", to < matches.size() ? to : -1);
    } else if (to < matches.size()) {
      page.set("cursor", cursor(to, origin, id(matches.get(to - 1))));
    } else if (cursor == null) {
      page.set("nextPageOffset", -1);
    }
    return page.build();
  }

  private static String cursor(int position, String origin, String lastId) {
    String text =
        JsonFactory.newObjectBuilder()
            .set("p", position)
            .set("o", origin)
            .set("i", lastId)
            .build()
            .toString();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static int after(String cursor, String origin, List<JsonObject> matches) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(cursor);
      JsonObject position = JsonFactory.newObject(new String(bytes, StandardCharsets.UTF_8));
      if (!position.getValue("o").map(JsonValue::asString).orElse("").equals(origin)) {
        throw invalid("The parameters 'filter' and 'sort' must not differ from the cursor's.");
      }
      String lastId = position.getValue("i").orElseThrow().asString();
      for (int i = 0; i < matches.size(); i++) {
        if (id(matches.get(i)).equals(lastId)) {
          return i + 1;
        }
      }
      return Math.min(matches.size(), position.getValue("p").orElseThrow().asInt());
    } catch (IllegalArgumentException | JsonRuntimeException e) {
      throw invalid("The option 'cursor' is not valid for the search request.");
    }
  }

  private static String id(JsonObject thing) {
    return thing.getValue("thingId").orElseThrow().asString();
  }

  private static InvalidOptionException invalid(String message) {
    return InvalidOptionException.newBuilder().message(message).build();
  }
}
