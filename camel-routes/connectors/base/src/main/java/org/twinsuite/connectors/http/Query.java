package org.twinsuite.connectors.http;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;

/** Builds an address with an encoded query. */
public final class Query {

  private final String address;
  private final StringJoiner parameters = new StringJoiner("&");

  private Query(String address) {
    this.address = address;
  }

  /** Starts at an address without a query. */
  public static Query at(String address) {
    return new Query(address);
  }

  /** Adds a parameter; blanks become %20, which OData parsers want. */
  public Query with(String name, String value) {
    String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    parameters.add(name + "=" + encoded);
    return this;
  }

  /** The whole address. */
  public URI uri() {
    return URI.create(parameters.length() == 0 ? address : address + "?" + parameters);
  }
}
