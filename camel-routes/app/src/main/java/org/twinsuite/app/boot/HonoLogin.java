package org.twinsuite.app.boot;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How the {@code hono:} component logs in at Kafka, for clients beside it. */
final class HonoLogin {
  private static final String COMPONENT = "camel.component.hono.";
  private static final String PROPERTIES = "properties";
  private static final Map<String, String> NAMES =
      Map.of(
          "securityprotocol", "security.protocol",
          "saslmechanism", "sasl.mechanism",
          "sasljaasconfig", "sasl.jaas.config");

  private HonoLogin() {}

  /**
   * The Kafka properties that the component's options mean.
   *
   * @param options by name, as Camel reads them: {@code securityProtocol} or {@code
   *     security-protocol}, {@code properties.NAME} or {@code properties[NAME]}
   */
  static Map<String, String> of(Map<String, String> options) {
    Map<String, String> login = new TreeMap<>();
    options.forEach(
        (name, value) -> {
          if (!name.startsWith(COMPONENT)) {
            return;
          }
          String option = name.substring(COMPONENT.length());
          String plain = option.replace("-", "").toLowerCase(Locale.ROOT);
          if (NAMES.containsKey(plain)) {
            login.put(NAMES.get(plain), value);
          } else if (option.startsWith(PROPERTIES + '.')) {
            login.put(option.substring(PROPERTIES.length() + 1), value);
          } else if (option.startsWith(PROPERTIES + '[') && option.endsWith("]")) {
            login.put(option.substring(PROPERTIES.length() + 1, option.length() - 1), value);
          }
        });
    return login;
  }
}
