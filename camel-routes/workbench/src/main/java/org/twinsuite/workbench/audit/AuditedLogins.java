package org.twinsuite.workbench.audit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.pipeline.audit.AuditEvent;
import org.twinsuite.pipeline.audit.AuditLog;
import org.twinsuite.workbench.http.Identity;
import org.twinsuite.workbench.http.LoginListener;
import org.twinsuite.workbench.http.User;

/**
 * Writes logins and refusals into the audit log, in a thread of its own. A machine that sends its
 * token with each request is written once an hour; of refusals from one address at most some a
 * minute, the rest as a count, so that guessing does not fill the disk.
 */
public final class AuditedLogins implements LoginListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AuditedLogins.class);
  private static final int MOST_WAITING = 1_000;
  private static final int REFUSALS_PER_MINUTE = 20;
  private static final int NAME_LENGTH = 100;

  private final AuditLog audit;
  private final AtomicLong unwritten = new AtomicLong();
  private final Cache<String, Boolean> written =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofHours(1)).build();
  private final Cache<String, AtomicLong> refusals =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofMinutes(1)).build();
  private final ThreadPoolExecutor writer =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_WAITING),
          run -> {
            Thread thread = new Thread(run, "audit");
            thread.setDaemon(true);
            return thread;
          },
          (run, full) -> unwritten.incrementAndGet());

  public AuditedLogins(AuditLog audit) {
    this.audit = audit;
  }

  @Override
  public void signedIn(User user, Identity.Means means, String address) {
    if (means != Identity.Means.SESSION
        && written.asMap().putIfAbsent(user.name() + '\0' + user.role() + means + address, true)
            != null) {
      return;
    }
    write(
        new AuditEvent(
            AuditEvent.Kind.LOGIN,
            user.name(),
            address,
            user.name(),
            Map.of("role", word(user.role()), "by", word(means))));
  }

  @Override
  public void refused(String name, String address, String reason) {
    long count = refusals.get(address, key -> new AtomicLong()).incrementAndGet();
    if (count > REFUSALS_PER_MINUTE) {
      unwritten.incrementAndGet();
      return;
    }
    String shown = name.length() > NAME_LENGTH ? name.substring(0, NAME_LENGTH) : name;
    write(
        new AuditEvent(
            AuditEvent.Kind.LOGIN_FAILED,
            shown.isEmpty() ? "unknown" : shown,
            address,
            shown,
            Map.of("reason", reason, "notWritten", String.valueOf(unwritten.getAndSet(0)))));
  }

  @Override
  public void signedOut(User user, String address) {
    write(new AuditEvent(AuditEvent.Kind.LOGOUT, user.name(), address, user.name(), Map.of()));
  }

  private void write(AuditEvent event) {
    writer.execute(
        () -> {
          try {
            audit.append(event);
          } catch (RuntimeException unavailable) {
            unwritten.incrementAndGet();
            LOG.error("{} of {} is not in the audit log", event.kind(), event.actor(), unavailable);
          }
        });
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Writes what waits. */
  @Override
  public void close() throws InterruptedException {
    writer.shutdown();
    writer.awaitTermination(10, TimeUnit.SECONDS);
  }
}
