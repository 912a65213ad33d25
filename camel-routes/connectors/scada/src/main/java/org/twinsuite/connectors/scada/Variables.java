package org.twinsuite.connectors.scada;

import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code ${NAME}} in a text: an environment variable or else a system property. */
final class Variables {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]+)}");

  private Variables() {}

  static String replace(String text, Consumer<String> mistakes) {
    Matcher matcher = VARIABLE.matcher(text);
    return matcher.replaceAll(
        found -> {
          String name = found.group(1);
          String value = System.getenv().getOrDefault(name, System.getProperty(name));
          if (value == null) {
            mistakes.accept("${" + name + "} is neither an environment variable nor a property");
          }
          return Matcher.quoteReplacement(value == null ? "" : value);
        });
  }
}
