package org.twinsuite.twin;

import java.util.List;

/**
 * The namespaces of Ditto that a source may write to. The namespace is the tenant.
 *
 * @param allowed namespaces; {@code org.plant.*} stands for all below {@code org.plant}, {@code *}
 *     for each
 */
public record Namespaces(List<String> allowed) {

  /** Every namespace. */
  public static final Namespaces ANY = new Namespaces(List.of("*"));

  public Namespaces {
    allowed = List.copyOf(allowed);
    for (String one : allowed) {
      String plain =
          one.equals("*") ? "" : one.endsWith(".*") ? one.substring(0, one.length() - 2) : one;
      if (!one.equals("*") && !plain.matches("[a-zA-Z]\\w*([.-][a-zA-Z]\\w*)*")) {
        throw new IllegalArgumentException(
            "'" + one + "' is not a valid namespace such as org.plant, org.plant.* or *");
      }
    }
  }

  /** Whether things of this id's namespace may be written. */
  public boolean allow(String thingId) {
    int colon = thingId.indexOf(':');
    String namespace = colon < 0 ? "" : thingId.substring(0, colon);
    for (String one : allowed) {
      if (one.equals("*")
          || one.equals(namespace)
          || one.endsWith(".*") && namespace.startsWith(one.substring(0, one.length() - 1))) {
        return true;
      }
    }
    return false;
  }
}
