package org.twinsuite.e2e.camelditto;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.twinsuite.camel.ditto.Transport;
import org.twinsuite.sandbox.ditto.EmbeddedDitto;

/**
 * The Ditto a test of the component runs against: {@code -Dditto.url=http://host:8080
 * -Dditto.auth=pre:nginx:ditto}, or by default an embedded one. {@code -Dditto.transport} names the
 * one transport of the component to test, all when not set.
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

  /** Options of an endpoint that say who comes, without the address. */
  String access() {
    return "auth=RAW(" + System.getProperty("ditto.auth", "pre:nginx:ditto") + ")";
  }

  /** The transports to test. */
  static List<Transport> transports() {
    String only = System.getProperty("ditto.transport");
    return only == null ? List.of(Transport.values()) : List.of(Transport.valueOf(only));
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
