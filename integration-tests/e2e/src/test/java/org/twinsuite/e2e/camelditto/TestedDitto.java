package org.twinsuite.e2e.camelditto;

import java.net.URI;
import java.util.Locale;
import org.twinsuite.sandbox.ditto.EmbeddedDitto;

/**
 * The Ditto a test of the component runs against: {@code -Dditto.url=http://host:8080
 * -Dditto.auth=pre:nginx:ditto}, or by default an embedded one. {@code -Dditto.transport} names the
 * transport of the component, its default when not set.
 */
final class TestedDitto implements AutoCloseable {

  private final EmbeddedDitto embedded;
  private final String url;

  TestedDitto() {
    String given = System.getProperty("ditto.url");
    embedded = given == null ? EmbeddedDitto.start() : null;
    url = given == null ? embedded.url() : given;
  }

  URI url() {
    return URI.create(url);
  }

  /** Options of an endpoint that say who comes and how, without the address. */
  String access() {
    String transport = System.getProperty("ditto.transport");
    return "auth=RAW("
        + System.getProperty("ditto.auth", "pre:nginx:ditto")
        + ")"
        + (transport == null ? "" : "&transport=" + transport);
  }

  /** A namespace that no other run has used. */
  static String newNamespace(String name) {
    return ("org.twinsuite." + name + ".r" + Long.toString(System.currentTimeMillis(), 36))
        .toLowerCase(Locale.ROOT);
  }

  @Override
  public void close() {
    if (embedded != null) {
      embedded.close();
    }
  }
}
