package org.twinsuite.app.onboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.twinsuite.app.remote.JsonHttp;
import org.twinsuite.app.remote.JsonHttp.Answer;

/**
 * Hono's device registry, <a href="https://eclipse.dev/hono/docs/api/management/">Device Registry
 * Management API</a> version 1.
 */
final class HonoRegistry {
  private static final int TRIES = 3;
  private final JsonHttp http;

  /**
   * @param http base is the registry's root
   */
  HonoRegistry(JsonHttp http) {
    this.http = http;
  }

  Step tenant(String id, ObjectNode wanted) {
    return resource("hono-tenant", id, "v1/tenants/" + PathSegment.of(id), wanted);
  }

  Step device(String tenant, String id, ObjectNode wanted) {
    return resource(
        "hono-device",
        id,
        "v1/devices/" + PathSegment.of(tenant) + '/' + PathSegment.of(id),
        wanted);
  }

  private Step resource(String part, String id, String path, ObjectNode wanted) {
    for (int attempt = 1; ; attempt++) {
      Answer there = http.get(path);
      Answer done;
      Outcome outcome;
      if (there.missing()) {
        done = http.post(path, wanted);
        outcome = Outcome.CREATED;
      } else if (!there.ok() || !(there.body() instanceof ObjectNode)) {
        // A proxy may answer in its place; what is there would be overwritten.
        throw http.unexpected("reading " + part + ' ' + id, there);
      } else if (Likeness.holds(there.body(), wanted)) {
        return new Step(part, id, Outcome.UNCHANGED, null);
      } else {
        ObjectNode merged = (ObjectNode) Likeness.merged(there.body(), wanted);
        // Written by the registry alone; it refuses to take it back.
        merged.remove("status");
        done = http.put(path, merged, match(there));
        outcome = Outcome.CHANGED;
      }
      if (done.ok()) {
        return new Step(part, id, outcome, null);
      }
      if (!done.raced() || attempt == TRIES) {
        throw http.unexpected("writing " + part + ' ' + id, done);
      }
    }
  }

  /**
   * Adds a device's credential beside those it has. A registry never tells a secret, so a
   * credential of the same type and authentication id counts as there, unless it is to be rotated.
   */
  Step credential(String tenant, String device, ObjectNode wanted, boolean rotate) {
    String part = "hono-credentials";
    String authId = wanted.get("auth-id").asText();
    String path = "v1/credentials/" + PathSegment.of(tenant) + '/' + PathSegment.of(device);
    for (int attempt = 1; ; attempt++) {
      Answer there = http.get(path);
      if (!there.ok() || !(there.body() instanceof ArrayNode list)) {
        throw http.unexpected("reading credentials of " + device, there);
      }
      int at = position(list, wanted);
      if (at >= 0 && !rotate && list.get(at).path("enabled").asBoolean(true)) {
        return new Step(
            part, authId, Outcome.UNCHANGED, "present; a secret is only replaced with rotate");
      }
      ArrayNode next = list.deepCopy();
      if (at >= 0) {
        next.set(at, wanted);
      } else {
        next.add(wanted);
      }
      Answer done = http.put(path, next, match(there));
      if (done.ok()) {
        return new Step(part, authId, at >= 0 ? Outcome.CHANGED : Outcome.CREATED, null);
      }
      if (!done.raced() || attempt == TRIES) {
        throw http.unexpected("writing credentials of " + device, done);
      }
    }
  }

  private static int position(ArrayNode list, JsonNode wanted) {
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i).path("type").equals(wanted.get("type"))
          && list.get(i).path("auth-id").equals(wanted.get("auth-id"))) {
        return i;
      }
    }
    return -1;
  }

  private static Map<String, String> match(Answer there) {
    return there.header("etag") == null ? Map.of() : Map.of("If-Match", there.header("etag"));
  }
}
