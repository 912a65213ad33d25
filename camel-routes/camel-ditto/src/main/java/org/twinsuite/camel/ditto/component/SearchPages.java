package org.twinsuite.camel.ditto.component;

import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.eclipse.ditto.json.JsonArray;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;

/** All things a search finds; fetches a page when the one before is used up. */
final class SearchPages implements Iterator<JsonObject> {

  private final Function<String, JsonObject> pages;
  private Iterator<JsonValue> page = Collections.emptyIterator();
  private String cursor;
  private boolean last;

  /**
   * @param pages gives the page after a cursor, the first for {@code null}
   */
  SearchPages(Function<String, JsonObject> pages) {
    this.pages = pages;
  }

  @Override
  public boolean hasNext() {
    while (!page.hasNext() && !last) {
      JsonObject next = pages.apply(cursor);
      page = next.getValue("items").map(JsonValue::asArray).orElse(JsonArray.empty()).iterator();
      cursor = next.getValue("cursor").map(JsonValue::asString).orElse(null);
      last = cursor == null;
    }
    return page.hasNext();
  }

  @Override
  public JsonObject next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return page.next().asObject();
  }
}
