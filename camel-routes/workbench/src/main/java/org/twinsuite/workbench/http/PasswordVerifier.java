package org.twinsuite.workbench.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Verifies passwords one at a time in a thread of its own, so that guessing takes at most one core.
 * A password that was right is remembered for some minutes, under a keyed digest; a name that does
 * not exist costs nothing but is answered as late.
 */
final class PasswordVerifier implements AutoCloseable {
  private static final int MOST_QUEUED = 16;
  private static final int MOST_QUEUED_PER_ADDRESS = 2;
  private static final long LEAST_DELAY_MS = 400;
  private static final Duration REMEMBERED = Duration.ofMinutes(5);
  private static final String MAC = "HmacSHA256";

  private final Vertx vertx;
  private final WorkerExecutor worker;
  private final Map<String, Integer> queued = new ConcurrentHashMap<>();
  private final byte[] key = RandomTokens.next().getBytes(StandardCharsets.US_ASCII);
  private final Cache<String, Boolean> right =
      Caffeine.newBuilder().maximumSize(1_000).expireAfterWrite(REMEMBERED).build();
  private volatile long slowestMs = LEAST_DELAY_MS;
  private int inQueue;

  PasswordVerifier(Vertx vertx) {
    this.vertx = vertx;
    this.worker = vertx.createSharedWorkerExecutor("passwords", 1, 1, TimeUnit.MINUTES);
  }

  /** What came of a verification. */
  enum Result {
    RIGHT,
    WRONG,
    /** Too many wait already. */
    BUSY
  }

  /** Whether this secret was right some minutes ago, and the user's hash is the same still. */
  boolean isRemembered(String name, String secret, SecretHash hash) {
    return right.getIfPresent(digest(name, secret, hash)) != null;
  }

  /**
   * Verifies.
   *
   * @param hash {@code null} for a name that does not exist; such an answer is always WRONG
   */
  Future<Result> verify(String name, String secret, SecretHash hash, String address) {
    if (hash == null) {
      return vertx.timer(slowestMs, TimeUnit.MILLISECONDS).map(Result.WRONG);
    }
    if (!enter(address)) {
      return Future.succeededFuture(Result.BUSY);
    }
    long begun = System.nanoTime();
    return worker
        .executeBlocking(() -> hash.matches(secret), false)
        .onComplete(done -> leave(address))
        .compose(
            matches -> {
              long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
              slowestMs = Math.max(slowestMs, Math.min(took, 5_000));
              if (matches) {
                right.put(digest(name, secret, hash), true);
                return Future.succeededFuture(Result.RIGHT);
              }
              long rest = slowestMs - took;
              return rest < 1
                  ? Future.succeededFuture(Result.WRONG)
                  : vertx.timer(rest, TimeUnit.MILLISECONDS).map(Result.WRONG);
            });
  }

  private synchronized boolean enter(String address) {
    if (inQueue >= MOST_QUEUED || queued.getOrDefault(address, 0) >= MOST_QUEUED_PER_ADDRESS) {
      return false;
    }
    inQueue++;
    queued.merge(address, 1, Integer::sum);
    return true;
  }

  private synchronized void leave(String address) {
    inQueue--;
    queued.computeIfPresent(address, (who, count) -> count == 1 ? null : count - 1);
  }

  private String digest(String name, String secret, SecretHash hash) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(key, MAC));
      mac.update((name + '\0' + hash.fingerprint() + '\0').getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(mac.doFinal(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + MAC, e);
    }
  }

  @Override
  public void close() {
    worker.close();
  }
}
