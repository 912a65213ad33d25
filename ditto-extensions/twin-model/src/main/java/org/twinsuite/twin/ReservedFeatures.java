package org.twinsuite.twin;

import java.util.List;
import java.util.Set;

/**
 * The features that the suite itself writes. No device, gateway or control system may: a forged
 * forecast or order state would be believed. The shipped policy revokes them from telemetry, too.
 */
public final class ReservedFeatures {

  /** Whole feature ids. */
  public static final Set<String> NAMES =
      Set.of(
          "baselines",
          "canary",
          "connectivity",
          "data-quality",
          "health",
          "maintenance",
          "production");

  /** Prefixes, each the start of a family such as {@code forecast:rul}. */
  public static final List<String> PREFIXES =
      List.of("anomaly:", "drift:", "forecast:", "order:", "stock:");

  private ReservedFeatures() {}

  /** Whether only the suite writes this feature. */
  public static boolean isReserved(String feature) {
    if (NAMES.contains(feature)) {
      return true;
    }
    for (String prefix : PREFIXES) {
      if (feature.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
