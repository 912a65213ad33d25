package org.twinsuite.camel.hono.amqp;

import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.messaging.Modified;
import org.apache.qpid.proton.amqp.messaging.Rejected;
import org.apache.qpid.proton.amqp.messaging.Released;
import org.apache.qpid.proton.amqp.transport.DeliveryState;

/** How a message is settled (AMQP 1.0, 3.4). */
enum Outcome {
  /** Done. */
  ACCEPTED,
  /** It can never be processed: the network takes it out of the way. */
  REJECTED,
  /** It failed here too often: the network counts that and delivers it again, to whomever. */
  FAILED,
  /** Not touched: the network delivers it again. */
  RELEASED;

  DeliveryState state() {
    return switch (this) {
      case ACCEPTED -> Accepted.getInstance();
      case REJECTED -> new Rejected();
      case RELEASED -> Released.getInstance();
      case FAILED -> {
        Modified modified = new Modified();
        modified.setDeliveryFailed(true);
        modified.setUndeliverableHere(false);
        yield modified;
      }
    };
  }
}
