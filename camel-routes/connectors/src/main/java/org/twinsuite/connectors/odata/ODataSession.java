package org.twinsuite.connectors.odata;

import java.util.StringJoiner;
import org.twinsuite.connectors.http.Reply;

/**
 * A CSRF token with the session cookies it is bound to; one without the other is refused.
 *
 * @param token value of {@code x-csrf-token}
 * @param cookies value of the Cookie header, may be empty
 */
record ODataSession(String token, String cookies) {

  static ODataSession of(Reply reply) {
    StringJoiner cookies = new StringJoiner("; ");
    for (String cookie : reply.headers().allValues("set-cookie")) {
      cookies.add(cookie.split(";", 2)[0]);
    }
    return new ODataSession(
        reply.headers().firstValue("x-csrf-token").orElse(""), cookies.toString());
  }
}
