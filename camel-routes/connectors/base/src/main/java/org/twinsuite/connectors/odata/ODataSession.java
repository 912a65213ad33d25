package org.twinsuite.connectors.odata;

import java.net.http.HttpHeaders;
import java.util.StringJoiner;

/**
 * A CSRF token with the session cookies it is bound to; one without the other is refused.
 *
 * @param token value of {@code x-csrf-token}
 * @param cookies value of the Cookie header, may be empty
 */
record ODataSession(String token, String cookies) {

  static ODataSession of(HttpHeaders headers) {
    StringJoiner cookies = new StringJoiner("; ");
    for (String cookie : headers.allValues("set-cookie")) {
      cookies.add(cookie.split(";", 2)[0]);
    }
    return new ODataSession(headers.firstValue("x-csrf-token").orElse(""), cookies.toString());
  }
}
