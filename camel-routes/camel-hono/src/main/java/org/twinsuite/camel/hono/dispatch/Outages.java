package org.twinsuite.camel.hono.dispatch;

import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Tells failures of a target that is away from those of a message: an input/output error, a
 * time-out, a refused task or a lost database connection anywhere in the causes, or one of the
 * classes that the user named. Classes are compared by name, so that they need not be there.
 */
public final class Outages implements Predicate<Throwable> {

  private static final int DEEPEST = 20;
  private static final Set<String> SQL =
      Set.of(
          "java.sql.SQLTransientException",
          "java.sql.SQLRecoverableException",
          "java.sql.SQLNonTransientConnectionException");

  private final Set<String> names;

  /**
   * @param names comma separated class names of further exceptions, null or blank for none
   */
  public Outages(String names) {
    this.names =
        names == null
            ? Set.of()
            : Arrays.stream(names.split(","))
                .map(String::trim)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public boolean test(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      if (cause instanceof IOException
          || cause instanceof TimeoutException
          || cause instanceof RejectedExecutionException
          || named(cause.getClass())) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  private boolean named(Class<?> type) {
    for (Class<?> at = type; at != null; at = at.getSuperclass()) {
      if (names.contains(at.getName()) || SQL.contains(at.getName())) {
        return true;
      }
    }
    return false;
  }
}
