package org.twinsuite.predictors.flight;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.apache.arrow.flight.CallHeaders;
import org.apache.arrow.flight.CallInfo;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightServerMiddleware;
import org.apache.arrow.flight.RequestContext;

/** Lets only calls with the header {@code authorization: Bearer TOKEN} pass. */
final class BearerToken implements FlightServerMiddleware.Factory<FlightServerMiddleware> {

  static final FlightServerMiddleware.Key<FlightServerMiddleware> KEY =
      FlightServerMiddleware.Key.of("bearer-token");

  private final byte[] expected;

  BearerToken(String token) {
    this.expected = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public FlightServerMiddleware onCallStarted(
      CallInfo info, CallHeaders incoming, RequestContext context) {
    String given = incoming.get("authorization");
    byte[] bytes = given == null ? new byte[0] : given.getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(expected, bytes)) {
      throw CallStatus.UNAUTHENTICATED
          .withDescription("send the header authorization: Bearer TOKEN")
          .toRuntimeException();
    }
    return new FlightServerMiddleware() {
      @Override
      public void onBeforeSendingHeaders(CallHeaders outgoing) {
        // nothing to add
      }

      @Override
      public void onCallCompleted(CallStatus status) {
        // nothing to do
      }

      @Override
      public void onCallErrored(Throwable cause) {
        // nothing to do
      }
    };
  }
}
