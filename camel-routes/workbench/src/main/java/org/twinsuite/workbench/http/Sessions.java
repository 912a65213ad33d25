package org.twinsuite.workbench.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Browsers that have signed in, by the random token of their cookie. Kept in memory, under the
 * token's hash only; a restart signs everybody out.
 */
public final class Sessions {
  private static final int MOST = 10_000;
  private static final Duration LONGEST = Duration.ofHours(12);
  private final InstantSource clock;
  private final Cache<String, Session> byHash;

  /**
   * @param idle a session that was not used for so long ends
   */
  public Sessions(Duration idle, InstantSource clock) {
    this.clock = clock;
    this.byHash =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterAccess(idle)
            .ticker(ticker(clock))
            .build();
  }

  static Ticker ticker(InstantSource clock) {
    return () -> Duration.between(Instant.EPOCH, clock.instant()).toNanos();
  }

  /**
   * Begins a session.
   *
   * @param idToken may be {@code null}
   * @return the token for the cookie
   */
  public String begin(User user, Session.Origin origin, String idToken) {
    String token = RandomTokens.next();
    byHash.put(
        hash(token), new Session(user, origin, RandomTokens.next(), clock.instant(), idToken));
    return token;
  }

  /** The session of a cookie, if it has not ended. */
  public Optional<Session> find(String token) {
    if (token == null || token.isEmpty()) {
      return Optional.empty();
    }
    Session session = byHash.getIfPresent(hash(token));
    if (session != null && !session.since().plus(LONGEST).isAfter(clock.instant())) {
      end(token);
      return Optional.empty();
    }
    return Optional.ofNullable(session);
  }

  /** Ends a session; nothing happens when there is none. */
  public Optional<Session> end(String token) {
    return token == null || token.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(byHash.asMap().remove(hash(token)));
  }

  private static String hash(String token) {
    return HexFormat.of().formatHex(SecretHash.sha256(token));
  }
}
