package org.twinsuite.pipeline.twin;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.twinsuite.camel.ditto.DittoCommandException;
import org.twinsuite.pipeline.store.StoreException;

/**
 * Why a command to a twin failed, and what that means for whoever sent it: the one place where
 * failures are classified.
 *
 * @param cause what failed, without the wrappers of futures
 */
public record TwinFailure(Kind kind, Throwable cause) {
  /** Statuses of an answer that may be another one later, although the command is the same. */
  private static final Set<Integer> LATER = Set.of(408, 425, 429, 502, 503, 504);

  /** What may be done about a failure. */
  public enum Kind {
    /** Ditto or the database cannot answer now: repeat until they do. */
    OUTAGE,
    /** The same command will be refused again: park it. */
    REFUSED,
    /** Neither: repeat a limited number of times, then park. */
    UNEXPECTED
  }

  /** Classifies a failure. */
  public static TwinFailure of(Throwable failed) {
    Throwable cause = unwrap(failed);
    return new TwinFailure(kind(cause), cause);
  }

  /** What failed, without the wrappers that futures put around it; null for null. */
  public static Throwable unwrap(Throwable failed) {
    Throwable cause = failed;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static Kind kind(Throwable cause) {
    if (cause instanceof DittoCommandException command) {
      return LATER.contains(command.status())
          ? Kind.OUTAGE
          : command.status() >= 500 ? Kind.UNEXPECTED : Kind.REFUSED;
    }
    if (cause instanceof IllegalArgumentException) {
      // It could not be sent as it is, e.g. because its text is not well-formed.
      return Kind.REFUSED;
    }
    return cause instanceof IOException
            || cause instanceof TimeoutException
            || cause instanceof RejectedExecutionException
            || cause instanceof StoreException
        ? Kind.OUTAGE
        : Kind.UNEXPECTED;
  }

  /** Status as in HTTP; 0 when Ditto did not answer. */
  public int status() {
    return cause instanceof DittoCommandException command ? command.status() : 0;
  }

  public boolean isRefused() {
    return kind == Kind.REFUSED;
  }

  /** Whether there is no such thing, or none the suite may see. */
  public boolean isNotFound() {
    return status() == 404;
  }

  /** Whether the condition of the command was not met. */
  public boolean isPreconditionFailed() {
    return status() == 412;
  }

  /** For people; never null. */
  public String message() {
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }
}
