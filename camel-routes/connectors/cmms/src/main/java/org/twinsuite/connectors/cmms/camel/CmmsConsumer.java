package org.twinsuite.connectors.cmms.camel;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.ScheduledPollConsumer;
import org.twinsuite.connectors.cmms.Changes;
import org.twinsuite.connectors.cmms.WorkOrder;

/**
 * One exchange per changed order, oldest first. The cursor moves on only after all of a poll's
 * exchanges succeeded, so a failed one comes again with the next poll, and with it those of its
 * poll.
 */
final class CmmsConsumer extends ScheduledPollConsumer {

  private final CmmsEndpoint endpoint;
  private String cursor;

  CmmsConsumer(CmmsEndpoint endpoint, Processor processor) {
    super(endpoint, processor);
    this.endpoint = endpoint;
  }

  @Override
  protected void doStart() throws Exception {
    CursorStore store = endpoint.getCursorStore();
    cursor = store == null ? cursor : store.load(endpoint.getSystem());
    super.doStart();
  }

  @Override
  protected int poll() throws Exception {
    Changes changes = endpoint.workOrders().changedSince(cursor);
    for (WorkOrder order : changes.orders()) {
      Exchange exchange = createExchange(true);
      exchange.getIn().setBody(order);
      exchange.getIn().setHeader(CmmsConstants.REFERENCE, order.reference());
      exchange.getIn().setHeader(CmmsConstants.STATUS, order.status().name());
      getProcessor().process(exchange);
      if (exchange.getException() != null) {
        throw exchange.getException();
      }
    }
    if (changes.nextCursor() != null && !changes.nextCursor().equals(cursor)) {
      cursor = changes.nextCursor();
      if (endpoint.getCursorStore() != null) {
        endpoint.getCursorStore().store(endpoint.getSystem(), cursor);
      }
    }
    return changes.orders().size();
  }
}
