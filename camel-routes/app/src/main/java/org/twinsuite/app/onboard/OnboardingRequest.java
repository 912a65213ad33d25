package org.twinsuite.app.onboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.twinsuite.app.remote.JsonHttp;

/**
 * What is to be there: at most one tenant, policy and connection, and any number of things with
 * their devices. Every part is optional.
 *
 * @param tenant {@code null} for none
 * @param policy {@code null} for none
 * @param connection {@code null} for none
 */
public record OnboardingRequest(Part tenant, Part policy, Part connection, List<ThingPart> things) {

  /**
   * A part with its id.
   *
   * @param body as the README shows it, without the id
   */
  public record Part(String id, ObjectNode body) {}

  /**
   * A thing and the device it stands for.
   *
   * @param body {@code policyId}, {@code definition}, {@code attributes}
   * @param device registration data; {@code null} when there is no device
   * @param credentials of the device, each with {@code type} and {@code auth-id}
   */
  public record ThingPart(
      String id, ObjectNode body, ObjectNode device, List<Credential> credentials) {}

  /**
   * One credential as the registry wants it.
   *
   * @param rotate whether a secret that is there is replaced
   */
  public record Credential(ObjectNode body, boolean rotate) {
    /** Says nothing of the secret. */
    @Override
    public String toString() {
      return "Credential[" + body.path("type").asText() + ' ' + body.path("auth-id").asText() + ']';
    }
  }

  /**
   * Reads a request.
   *
   * @throws IllegalArgumentException naming the field and the fix
   */
  public static OnboardingRequest parse(String json) {
    JsonNode root;
    try {
      root = JsonHttp.JSON.readTree(json);
    } catch (JsonProcessingException broken) {
      throw new IllegalArgumentException(
          "no JSON at line %d, column %d"
              .formatted(broken.getLocation().getLineNr(), broken.getLocation().getColumnNr()));
    }
    ObjectNode request = object(root, "the request");
    known(request, "", Set.of("tenant", "policy", "connection", "things"));
    List<ThingPart> things = new ArrayList<>();
    JsonNode list = request.path("things");
    if (!list.isMissingNode() && !list.isArray()) {
      throw new IllegalArgumentException("things must be an array");
    }
    for (int i = 0; i < list.size(); i++) {
      things.add(thing(object(list.get(i), "things[" + i + "]"), "things[" + i + "]."));
    }
    Part tenant = part(request, "tenant", "id");
    if (tenant == null && things.stream().anyMatch(thing -> thing.device() != null)) {
      throw new IllegalArgumentException("tenant.id is missing; a device belongs to a tenant");
    }
    Part policy = part(request, "policy", "id");
    if (policy != null) {
      known(policy.body(), "policy.", Set.of("subjects"));
      object(policy.body().get("subjects"), "policy.subjects");
    }
    Part connection = part(request, "connection", "id");
    if (connection != null) {
      known(connection.body(), "connection.", Set.of("template", "values", "open"));
      if (!text(connection.body(), "template", "connection.").matches("[a-z0-9-]+")) {
        throw new IllegalArgumentException(
            "connection.template is not the name of a template, e.g. hono-telemetry");
      }
    }
    return new OnboardingRequest(tenant, policy, connection, List.copyOf(things));
  }

  private static ThingPart thing(ObjectNode thing, String at) {
    known(thing, at, Set.of("thingId", "policyId", "definition", "attributes", "device"));
    String id = text(thing, "thingId", at);
    if (!id.matches("[^:]*:.+")) {
      throw new IllegalArgumentException(
          at + "thingId is '" + id + "'; it needs a namespace, as in namespace:name");
    }
    ObjectNode body = thing.deepCopy();
    body.remove(List.of("thingId", "device"));
    if (body.has("attributes")) {
      object(body.get("attributes"), at + "attributes");
    }
    ObjectNode device = null;
    List<Credential> credentials = new ArrayList<>();
    if (thing.has("device")) {
      device = object(thing.get("device"), at + "device").deepCopy();
      JsonNode list = device.remove("credentials");
      if (list != null && !list.isArray()) {
        throw new IllegalArgumentException(at + "device.credentials must be an array");
      }
      for (int i = 0; list != null && i < list.size(); i++) {
        String where = at + "device.credentials[" + i + "]";
        credentials.add(credential(object(list.get(i), where), where + "."));
      }
    }
    return new ThingPart(id, body, device, List.copyOf(credentials));
  }

  private static Credential credential(ObjectNode given, String at) {
    text(given, "type", at);
    text(given, "auth-id", at);
    ObjectNode body = given.deepCopy();
    boolean rotate = body.path("rotate").asBoolean(false);
    body.remove("rotate");
    JsonNode password = body.remove("password");
    if (password != null) {
      ArrayNode secrets = body.putArray("secrets");
      secrets.addObject().put("pwd-plain", password.asText());
    }
    if (!body.path("secrets").isArray()) {
      throw new IllegalArgumentException(at + "secrets is missing; give secrets or password");
    }
    return new Credential(body, rotate);
  }

  private static Part part(ObjectNode request, String name, String id) {
    if (!request.has(name)) {
      return null;
    }
    ObjectNode body = object(request.get(name), name).deepCopy();
    String value = text(body, id, name + '.');
    body.remove(id);
    return new Part(value, body);
  }

  private static String text(ObjectNode node, String field, String at) {
    JsonNode value = node.path(field);
    if (!value.isTextual() || value.asText().isBlank()) {
      throw new IllegalArgumentException(at + field + " is missing; it must be a text");
    }
    return value.asText();
  }

  private static ObjectNode object(JsonNode node, String name) {
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw new IllegalArgumentException(name + " must be a JSON object");
  }

  private static void known(ObjectNode node, String at, Set<String> fields) {
    node.fieldNames()
        .forEachRemaining(
            field -> {
              if (!fields.contains(field)) {
                throw new IllegalArgumentException(
                    at
                        + field
                        + " is not a known field; known are "
                        + fields.stream().sorted().toList());
              }
            });
  }
}
