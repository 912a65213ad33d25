package org.twinsuite.workbench.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;

/** Links that sign a browser in once, for who starts the process and sees its terminal. */
public final class SignInLinks {
  /** Path of the links; the token is the query parameter {@code token}. */
  public static final String PATH = "/login/link";

  private static final Duration VALID = Duration.ofMinutes(15);
  private final Cache<String, User> byHash;

  public SignInLinks(InstantSource clock) {
    byHash =
        Caffeine.newBuilder()
            .maximumSize(100)
            .expireAfterWrite(VALID)
            .ticker(Sessions.ticker(clock))
            .build();
  }

  /** A token that signs this user in once, within a quarter of an hour. */
  public String issue(User user) {
    String token = RandomTokens.next();
    byHash.put(hash(token), user);
    return token;
  }

  /** The user of a token that was not used before. */
  public Optional<User> redeem(String token) {
    return Optional.ofNullable(byHash.asMap().remove(hash(token)));
  }

  private static String hash(String token) {
    return HexFormat.of().formatHex(SecretHash.sha256(token));
  }
}
