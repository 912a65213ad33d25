package org.twinsuite.camel.hono.amqp;

import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.messaging.Modified;
import org.apache.qpid.proton.amqp.messaging.Rejected;
import org.apache.qpid.proton.amqp.messaging.Released;
import org.apache.qpid.proton.amqp.transport.DeliveryState;
import org.twinsuite.camel.hono.dispatch.Outcome;

/** How messages are settled (AMQP 1.0, 3.4). */
final class Dispositions {

  private Dispositions() {}

  /** Given back messages carry delivery-failed, so that the network counts attempts. */
  static DeliveryState of(Outcome outcome) {
    return switch (outcome) {
      case COMPLETED, PARKED -> Accepted.getInstance();
      case REJECTED -> new Rejected();
      case RELEASED -> Released.getInstance();
      case GIVEN_BACK -> {
        Modified modified = new Modified();
        modified.setDeliveryFailed(true);
        modified.setUndeliverableHere(false);
        yield modified;
      }
    };
  }
}
