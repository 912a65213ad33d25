package org.twinsuite.camel.ditto.internal.http;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.ObjLongConsumer;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;
import org.twinsuite.camel.ditto.DittoCommandException;
import org.twinsuite.camel.ditto.internal.protocol.Encoding;
import org.twinsuite.camel.ditto.internal.protocol.EventFormat;

/** Current revisions of things. Blocks: for a thread of its own. */
public final class ThingRevisions {

  private static final int IDS_LENGTH = 1_500;

  private final DittoHttp http;
  private final String namespaces;

  /**
   * @param namespaces comma separated; {@code null} for all
   */
  public ThingRevisions(DittoHttp http, String namespaces) {
    this.http = http;
    this.namespaces = namespaces;
  }

  /**
   * All things we may see, from the search index, which is a few seconds behind: a revision may be
   * too old, never too new.
   */
  public void indexed(ObjLongConsumer<String> each) {
    String query =
        "/api/2/search/things?fields=thingId,_revision"
            + (namespaces == null ? "" : "&namespaces=" + Encoding.query(namespaces));
    String cursor = null;
    do {
      String option = "size(200)" + (cursor == null ? "" : ",cursor(" + cursor + ")");
      JsonObject page = http.get(query + "&option=" + Encoding.query(option)).join().asObject();
      page.getValue("items")
          .map(JsonValue::asArray)
          .ifPresent(items -> items.forEach(i -> give(i, each)));
      cursor = EventFormat.text(page, "cursor");
    } while (cursor != null);
  }

  /** The true revisions of these things; things that are gone or not visible are left out. */
  public Map<String, Long> exact(Collection<String> thingIds) {
    Map<String, Long> revisions = new HashMap<>();
    List<String> batch = new ArrayList<>();
    int length = 0;
    for (String id : thingIds) {
      if (id.indexOf(',') >= 0) {
        alone(id, revisions);
        continue;
      }
      if (length > 0 && length + id.length() > IDS_LENGTH) {
        exact(batch, revisions);
        batch.clear();
        length = 0;
      }
      batch.add(id);
      length += id.length() + 3;
    }
    if (!batch.isEmpty()) {
      exact(batch, revisions);
    }
    return revisions;
  }

  private void exact(List<String> batch, Map<String, Long> revisions) {
    String ids = Encoding.query(String.join(",", batch));
    JsonValue things = http.get("/api/2/things?ids=" + ids + "&fields=thingId,_revision").join();
    things.asArray().forEach(thing -> give(thing, revisions::put));
  }

  /** Ditto takes a comma in a list of ids for the end of an id. */
  private void alone(String id, Map<String, Long> revisions) {
    try {
      String path = "/api/2/things/" + Encoding.path(id) + "?fields=thingId,_revision";
      give(http.get(path).join(), revisions::put);
    } catch (CompletionException failed) {
      if (!(failed.getCause() instanceof DittoCommandException e && e.status() == 404)) {
        throw failed;
      }
    }
  }

  private static void give(JsonValue thing, ObjLongConsumer<String> each) {
    JsonObject object = thing.asObject();
    String id = EventFormat.text(object, "thingId");
    long revision = object.getValue("_revision").map(JsonValue::asLong).orElse(0L);
    if (id != null && revision > 0) {
      each.accept(id, revision);
    }
  }
}
