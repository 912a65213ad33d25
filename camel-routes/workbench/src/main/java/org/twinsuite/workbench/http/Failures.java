package org.twinsuite.workbench.http;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.twinsuite.camel.ditto.DittoUnavailableException;
import org.twinsuite.connectors.RetryableFailure;

/**
 * What becomes of an exception: 400 for what the sender has to correct, 503 for a system that does
 * not answer, 500 with a correlation id for everything else. Only the first tells its message.
 */
final class Failures {
  /** Classes of SQL states that tell an outage: connection, resources, intervention, system. */
  private static final Set<String> OUTAGES = Set.of("08", "53", "57", "58");

  private Failures() {}

  static HttpResponse answer(Request request, Supplier<HttpResponse> page) {
    try {
      return page.get();
    } catch (IllegalArgumentException wrong) {
      return HttpResponse.error(400, String.valueOf(wrong.getMessage()));
    } catch (Throwable failed) {
      String id = Problem.log(request.method() + " /" + request.segment(0), failed);
      if (failed instanceof VirtualMachineError dying) {
        throw dying;
      }
      return isOutage(failed)
          ? HttpResponse.error(503, "a system this needs does not answer, retry later", id)
              .with("Retry-After", "5")
          : HttpResponse.error(500, Problem.BUG, id);
    }
  }

  /** Whether the cause is a system that does not answer now. */
  static boolean isOutage(Throwable failure) {
    int depth = 0;
    for (Throwable at = failure; at != null && depth < 20; at = at.getCause(), depth++) {
      if (at instanceof RetryableFailure
          || at instanceof DittoUnavailableException
          || at instanceof Unavailable
          || at instanceof IOException
          || at instanceof TimeoutException
          || at instanceof SQLTransientException
          || at instanceof SQLException sql && isOutage(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOutage(String sqlState) {
    return sqlState != null && sqlState.length() == 5 && OUTAGES.contains(sqlState.substring(0, 2));
  }
}
