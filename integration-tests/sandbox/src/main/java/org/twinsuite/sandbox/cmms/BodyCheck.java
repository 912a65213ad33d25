package org.twinsuite.sandbox.cmms;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/** Checks what a connector sends against a service's metadata. */
public interface BodyCheck {

  /** Accepts everything. */
  BodyCheck NONE =
      new BodyCheck() {
        @Override
        public Optional<String> entity(String set, boolean create, JsonNode body) {
          return Optional.empty();
        }

        @Override
        public Optional<String> function(String name, Map<String, String> parameters) {
          return Optional.empty();
        }
      };

  /** What is wrong with an entity sent to a set, empty if nothing. */
  Optional<String> entity(String set, boolean create, JsonNode body);

  /** What is wrong with a function call, empty if nothing. */
  Optional<String> function(String name, Map<String, String> parameters);
}
