package org.twinsuite.e2e.ditto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** What all contract tests need: an own namespace, things with telling names, and cleaning up. */
@ExtendWith(DittoTarget.class)
abstract class DittoContract {

  static final String NAMESPACE = "org.twinsuite.contract";

  final DittoApi ditto = new DittoApi(DittoTarget.owner());
  private final Set<String> used = new LinkedHashSet<>();

  /** A new thing id in the contract's namespace, cleaned up afterwards. */
  String newId() {
    return cleanUp(NAMESPACE + ":" + UUID.randomUUID());
  }

  String cleanUp(String id) {
    used.add(id);
    return id;
  }

  /** Creates a thing and gives its id. */
  String thing(String json) {
    String id = newId();
    assertThat(ditto.put("things/" + id, json).status()).isEqualTo(201);
    return id;
  }

  /** A request as the second subject; skipped when there is none. */
  DittoApi other() {
    assumeTrue(
        DittoTarget.other() != null,
        "set -Dditto.auth.other=basic:<user>:<password> to check a second subject");
    return new DittoApi(DittoTarget.other());
  }

  /** A request as the user for connections; skipped when none was told. */
  DittoApi devops() {
    assumeTrue(
        DittoTarget.devops() != null,
        "set -Dditto.devops=basic:devops:<password> to check connections");
    return new DittoApi(DittoTarget.devops());
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  static JsonObject json(String text) {
    return JsonFactory.newObject(text);
  }

  static void assertJson(JsonValue actual, String expected) {
    assertThat(actual).isEqualTo(JsonFactory.readFrom(expected));
  }

  @AfterEach
  void removeWhatWasUsed() {
    for (String id : used) {
      ditto.delete("things/" + id);
      ditto.delete("policies/" + id);
    }
  }
}
