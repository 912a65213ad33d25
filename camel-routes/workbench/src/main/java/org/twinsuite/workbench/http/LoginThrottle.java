package org.twinsuite.workbench.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.netty.util.NetUtil;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Limits how often secrets can be guessed: for a name from an address, for an address, and in all.
 * An address from which somebody has signed in of late is not affected by the limit in all, so that
 * guessing from elsewhere locks nobody out.
 */
public final class LoginThrottle {
  static final int PER_NAME = 10;
  static final int PER_ADDRESS = 30;
  static final int IN_ALL = 300;
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final Duration KNOWN_FOR = Duration.ofDays(1);
  private static final int MOST_KNOWN = 10_000;

  private record Failures(Instant since, int count) {}

  private final InstantSource clock;
  private final Cache<String, Failures> byKey;
  private final Cache<String, Boolean> goodAddresses;
  private Failures all = new Failures(Instant.EPOCH, 0);

  public LoginThrottle(InstantSource clock) {
    this.clock = clock;
    Ticker ticker = () -> Duration.between(Instant.EPOCH, clock.instant()).toNanos();
    byKey =
        Caffeine.newBuilder()
            .maximumSize(MOST_KNOWN)
            .expireAfterWrite(WINDOW.multipliedBy(2))
            .ticker(ticker)
            .build();
    goodAddresses =
        Caffeine.newBuilder()
            .maximumSize(MOST_KNOWN)
            .expireAfterWrite(KNOWN_FOR)
            .ticker(ticker)
            .build();
  }

  /**
   * Seconds until a secret of this name from this address is looked at again; 0 if now.
   *
   * @param name empty for a token, which names nobody
   */
  public synchronized long secondsToWait(String address, String name) {
    String network = network(address);
    long wait =
        Math.max(
            name.isEmpty() ? 0 : wait(byKey.getIfPresent(key(network, name)), PER_NAME),
            wait(byKey.getIfPresent(network), PER_ADDRESS));
    return goodAddresses.getIfPresent(network) != null ? wait : Math.max(wait, wait(all, IN_ALL));
  }

  private long wait(Failures failures, int limit) {
    if (failures == null || failures.count() < limit) {
      return 0;
    }
    Duration left = Duration.between(clock.instant(), failures.since().plus(WINDOW));
    return left.isNegative() || left.isZero() ? 0 : left.toSeconds() + 1;
  }

  /** A secret was wrong. */
  public synchronized void failed(String address, String name) {
    String network = network(address);
    count(network);
    count(key(network, name));
    all = next(all);
  }

  /** A secret was right. */
  public void succeeded(String address, String name) {
    String network = network(address);
    goodAddresses.put(network, true);
    byKey.invalidate(key(network, name));
  }

  /** What was counted as failed was none: it was right, or nobody looked at it. */
  public synchronized void takeBack(String address, String name) {
    String network = network(address);
    byKey.asMap().computeIfPresent(network, (key, failures) -> less(failures));
    byKey.asMap().computeIfPresent(key(network, name), (key, failures) -> less(failures));
    all = less(all);
  }

  private static Failures less(Failures failures) {
    return new Failures(failures.since(), Math.max(0, failures.count() - 1));
  }

  private void count(String key) {
    byKey.put(key, next(byKey.getIfPresent(key)));
  }

  private Failures next(Failures before) {
    Instant now = clock.instant();
    return before == null || !before.since().plus(WINDOW).isAfter(now)
        ? new Failures(now, 1)
        : new Failures(before.since(), before.count() + 1);
  }

  private static String key(String network, String name) {
    return network + ' ' + HexFormat.of().formatHex(SecretHash.sha256(name));
  }

  /** Whoever has one IPv6 address has the 2^64 of its network. */
  private static String network(String address) {
    byte[] bytes = address == null ? null : NetUtil.createByteArrayFromIpAddressString(address);
    return bytes != null && bytes.length == 16
        ? HexFormat.of().formatHex(Arrays.copyOf(bytes, 8))
        : String.valueOf(address);
  }
}
