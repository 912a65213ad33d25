package org.twinsuite.app.onboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.twinsuite.app.remote.JsonHttp;
import org.twinsuite.app.remote.JsonHttp.Answer;
import org.twinsuite.app.remote.RemoteFailure;

/** Policies, things and connections of Ditto's HTTP API 2. What is not asked for stays as it is. */
final class DittoRegistry {
  private static final int TRIES = 3;
  private static final Map<String, String> NOT_THERE = Map.of("If-None-Match", "*");

  private final JsonHttp http;
  private final JsonHttp devops;

  /**
   * @param http as the one who may write policies and things; base ends with {@code /api/2/}
   * @param devops as the one who may write connections; same base
   */
  DittoRegistry(JsonHttp http, JsonHttp devops) {
    this.http = http;
    this.devops = devops;
  }

  /** Creates a policy, or adds to and corrects the named entries of the one that is there. */
  Step policy(String id, ObjectNode wanted) {
    String part = "ditto-policy";
    String path = "policies/" + PathSegment.of(id);
    for (int attempt = 1; ; attempt++) {
      Answer there = http.get(path);
      Answer done;
      Outcome outcome;
      List<String> differing = new ArrayList<>();
      if (there.missing()) {
        done = http.put(path, wanted, NOT_THERE);
        outcome = Outcome.CREATED;
        if (done.status() == 412) {
          throw new RemoteFailure(
              "policy "
                  + id
                  + " is there, but whoever onboards may not read it. Give that subject READ on"
                  + " policy:/ in it");
        }
      } else if (!isObject(there) || !there.body().path("entries").isObject()) {
        throw http.unexpected("reading policy " + id, there);
      } else {
        JsonNode entries = there.body().path("entries");
        for (Map.Entry<String, JsonNode> entry : wanted.get("entries").properties()) {
          if (!Likeness.holds(entries.get(entry.getKey()), entry.getValue())) {
            differing.add(entry.getKey());
          }
        }
        if (differing.isEmpty()) {
          return new Step(part, id, Outcome.UNCHANGED, null);
        }
        // As a whole, because its entity tag is that of the policy and not of its entries.
        ObjectNode all = there.body().deepCopy();
        differing.forEach(
            label ->
                ((ObjectNode) all.get("entries")).set(label, wanted.get("entries").get(label)));
        done = http.put(path, all, match(there));
        outcome = Outcome.CHANGED;
      }
      if (done.ok()) {
        return new Step(part, id, outcome, differing.isEmpty() ? null : "entries " + differing);
      }
      if (!done.raced() || attempt == TRIES) {
        throw http.unexpected("writing policy " + id, done);
      }
    }
  }

  /**
   * Creates a thing, or merges what differs into the one that is there. Features are never touched.
   *
   * @param wanted {@code policyId}, {@code definition} and {@code attributes}, each optional
   */
  Step thing(String id, ObjectNode wanted) {
    String part = "ditto-thing";
    String path = "things/" + PathSegment.of(id);
    for (int attempt = 1; ; attempt++) {
      Answer there = http.get(path);
      Answer done;
      Outcome outcome;
      List<String> differing = new ArrayList<>();
      if (there.missing()) {
        done = http.put(path, withoutNulls(wanted), NOT_THERE);
        outcome = Outcome.CREATED;
        if (done.status() == 412) {
          throw new RemoteFailure(
              "thing "
                  + id
                  + " is there, but whoever onboards may not read it. Correct its policy");
        }
      } else if (!isObject(there)) {
        throw http.unexpected("reading thing " + id, there);
      } else {
        ObjectNode patch = JsonHttp.JSON.createObjectNode();
        wanted
            .properties()
            .forEach(
                field -> {
                  if (!Likeness.holds(there.body().get(field.getKey()), field.getValue())) {
                    patch.set(field.getKey(), field.getValue());
                    differing.add(field.getKey());
                  }
                });
        if (patch.isEmpty()) {
          return new Step(part, id, Outcome.UNCHANGED, null);
        }
        done = http.patch(path, patch, match(there));
        outcome = Outcome.CHANGED;
      }
      if (done.ok()) {
        return new Step(part, id, outcome, differing.isEmpty() ? null : differing.toString());
      }
      if (!done.raced() || attempt == TRIES) {
        throw http.unexpected("writing thing " + id, done);
      }
    }
  }

  /** Creates a connection or replaces the one that differs. */
  Step connection(String id, ObjectNode wanted) {
    String part = "ditto-connection";
    String path = "connections/" + PathSegment.of(id);
    Answer there = devops.get(path);
    if (!there.missing() && !isObject(there)) {
      throw devops.unexpected("reading connection " + id, there);
    }
    if (there.ok() && Likeness.holds(there.body(), wanted)) {
      return new Step(part, id, Outcome.UNCHANGED, null);
    }
    Answer done = devops.put(path, wanted, Map.of());
    if (!done.ok()) {
      throw devops.unexpected("writing connection " + id, done);
    }
    return new Step(part, id, there.missing() ? Outcome.CREATED : Outcome.CHANGED, null);
  }

  /** A proxy may answer in the place of Ditto, and what is there must not be taken for nothing. */
  private static boolean isObject(Answer there) {
    return there.ok() && there.body() instanceof ObjectNode;
  }

  private static JsonNode withoutNulls(ObjectNode wanted) {
    return Likeness.merged(JsonHttp.JSON.createObjectNode(), wanted);
  }

  private static Map<String, String> match(Answer there) {
    return there.header("etag") == null ? Map.of() : Map.of("If-Match", there.header("etag"));
  }
}
