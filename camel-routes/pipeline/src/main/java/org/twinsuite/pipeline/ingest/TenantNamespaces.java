package org.twinsuite.pipeline.ingest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.twinsuite.twin.Namespaces;

/**
 * Which namespaces the devices of a tenant may write to: the one that is named like the tenant,
 * unless others are configured for it.
 */
public final class TenantNamespaces {
  private final Map<String, Namespaces> configured = new LinkedHashMap<>();

  /**
   * @param pairs {@code tenant=namespace}; a tenant may be named several times, and a namespace may
   *     end with {@code .*}
   * @throws IllegalArgumentException naming the pair that cannot be used
   */
  public TenantNamespaces(List<String> pairs) {
    Map<String, List<String>> byTenant = new LinkedHashMap<>();
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      if (equals < 1 || equals == pair.length() - 1) {
        throw new IllegalArgumentException(
            "'" + pair + "' is not a valid tenant=namespace pair, e.g. plant-1=org.plant");
      }
      byTenant
          .computeIfAbsent(pair.substring(0, equals).trim(), tenant -> new ArrayList<>())
          .add(pair.substring(equals + 1).trim());
    }
    byTenant.forEach((tenant, allowed) -> configured.put(tenant, new Namespaces(allowed)));
  }

  /** Whether a device of this tenant may write this thing. */
  boolean allow(String tenant, String thingId) {
    Namespaces allowed = configured.get(tenant);
    return allowed == null ? thingId.startsWith(tenant + ':') : allowed.allow(thingId);
  }
}
