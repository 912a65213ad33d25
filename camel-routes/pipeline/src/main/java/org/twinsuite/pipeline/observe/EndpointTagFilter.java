package org.twinsuite.pipeline.observe;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.Set;

/**
 * Takes from endpoint tags of meters what may be a secret: the options of every URI, and all but
 * the scheme of one that leads out, such as a webhook with its token in the path. Meters are read
 * without a login.
 */
public final class EndpointTagFilter implements MeterFilter {
  /** Endpoints of this process and of its own topics, whose name is not a secret. */
  private static final Set<String> NAMED =
      Set.of("ditto", "hono", "kafka", "timer", "platform-http", "direct", "seda", "log");

  @Override
  public Meter.Id map(Meter.Id id) {
    boolean unsafe = id.getTags().stream().anyMatch(tag -> !safe(tag).equals(tag));
    return unsafe ? id.replaceTags(id.getTags().stream().map(this::safe).toList()) : id;
  }

  private Tag safe(Tag tag) {
    return tag.getKey().toLowerCase(java.util.Locale.ROOT).contains("endpoint")
            || tag.getValue().contains("://")
        ? Tag.of(tag.getKey(), name(tag.getValue()))
        : tag;
  }

  private static String name(String uri) {
    int colon = uri.indexOf(':');
    if (colon < 0) {
      return uri;
    }
    String scheme = uri.substring(0, colon);
    int options = uri.indexOf('?');
    return NAMED.contains(scheme) ? uri.substring(0, options < 0 ? uri.length() : options) : scheme;
  }
}
