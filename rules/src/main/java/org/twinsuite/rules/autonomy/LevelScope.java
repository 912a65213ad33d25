package org.twinsuite.rules.autonomy;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a level holds: everywhere, in one tenant, or for one thing.
 *
 * @param subject rule id, or {@code model:name@version}
 * @param tenant namespace of the things; null if the level holds everywhere
 * @param thing thing id; null if the level holds for more than one thing
 */
public record LevelScope(String subject, String tenant, String thing) {

  private static final Pattern KEY = Pattern.compile("(\\S+)(?: (in|for) (.*))?", Pattern.DOTALL);
  private static final String IN = " in ";
  private static final String FOR = " for ";

  /** Everywhere. */
  public static LevelScope everywhere(String subject) {
    return new LevelScope(subject, null, null);
  }

  /** All things of the thing's tenant. */
  public static LevelScope tenantOf(String subject, String thingId) {
    return new LevelScope(subject, tenant(thingId), null);
  }

  /** One thing. */
  public static LevelScope thing(String subject, String thingId) {
    return new LevelScope(subject, tenant(thingId), thingId);
  }

  /**
   * Reads {@link #key()}.
   *
   * @throws IllegalArgumentException if the text is not a key
   */
  public static LevelScope parse(String key) {
    Matcher parts = KEY.matcher(key);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "'"
              + key
              + "' is not a rule id, nor a rule id followed by 'in <tenant>' or 'for <thing>'");
    }
    if (parts.group(2) == null) {
      return everywhere(parts.group(1));
    }
    return "in".equals(parts.group(2))
        ? new LevelScope(parts.group(1), parts.group(3), null)
        : thing(parts.group(1), parts.group(3));
  }

  /** Text that names the scope, e.g. {@code R-VIB-01 in org.plant} or {@code R-VIB-01 for p:m1}. */
  public String key() {
    return thing != null ? subject + FOR + thing : tenant != null ? subject + IN + tenant : subject;
  }

  static String tenant(String thingId) {
    int colon = thingId.indexOf(':');
    return colon < 0 ? "" : thingId.substring(0, colon);
  }
}
