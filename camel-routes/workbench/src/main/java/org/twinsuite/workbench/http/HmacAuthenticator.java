package org.twinsuite.workbench.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.camel.Processor;

/**
 * Lets machines in that know a shared secret. Who can sign sends {@code X-Twinsuite-Signature}: the
 * hex of HMAC-SHA-256 (RFC 2104) over id, timestamp and body, each followed by a line feed but the
 * body; who cannot sends the secret as bearer token. Both name the delivery ({@code
 * X-Twinsuite-Id}) and its time ({@code X-Twinsuite-Timestamp}, seconds since the epoch), which
 * must be near.
 */
public final class HmacAuthenticator {
  public static final String ID = "X-Twinsuite-Id";
  public static final String TIMESTAMP = "X-Twinsuite-Timestamp";
  public static final String SIGNATURE = "X-Twinsuite-Signature";
  private static final Duration NEAR = Duration.ofMinutes(5);
  private static final User MACHINE = new User("webhook", Role.VIEWER);
  private final String secret;
  private final InstantSource clock;

  /**
   * @param secret shared with the senders, not empty
   */
  public HmacAuthenticator(String secret, InstantSource clock) {
    this.secret = secret;
    this.clock = clock;
  }

  /** A processor that asks for a signature before it shows the page. */
  public Processor page(HttpAuthenticator.Page page) {
    return exchange -> {
      Request request = Request.of(exchange);
      answer(request, page).write(exchange, null);
    };
  }

  private HttpResponse answer(Request request, HttpAuthenticator.Page page) {
    // a signature costs next to nothing to verify, so that guesses need lock nobody out
    if (!known(request)) {
      return HttpResponse.error(401, SIGNATURE + " or the bearer token is missing or wrong");
    }
    if (request.header(ID).isEmpty() || !near(request.header(TIMESTAMP))) {
      return HttpResponse.error(
          400, ID + " must name the delivery and " + TIMESTAMP + " be within five minutes of now");
    }
    return Failures.answer(request, () -> page.answer(request, MACHINE));
  }

  private boolean known(Request request) {
    String signature = request.header(SIGNATURE);
    if (!signature.isEmpty()) {
      String expected = sign(secret, request.header(ID), request.header(TIMESTAMP), request.body());
      return same(signature, expected);
    }
    return same(request.header("Authorization"), "Bearer " + secret);
  }

  private boolean near(String seconds) {
    try {
      Instant sent = Instant.ofEpochSecond(Long.parseLong(seconds));
      return Duration.between(sent, clock.instant()).abs().compareTo(NEAR) <= 0;
    } catch (RuntimeException none) {
      return false;
    }
  }

  private static boolean same(String given, String expected) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
  }

  /** The signature of a delivery, for senders in Java and for tests. */
  public static String sign(String secret, String id, String timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update((id + '\n' + timestamp + '\n').getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
