package org.twinsuite.connectors.cmms.camel;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultProducer;
import org.twinsuite.connectors.cmms.Attachment;
import org.twinsuite.connectors.cmms.Changes;
import org.twinsuite.connectors.cmms.WorkOrderStatus;
import org.twinsuite.connectors.cmms.WorkOrders;

/** One call per exchange; failures become the exchange's exception. */
final class CmmsProducer extends DefaultProducer {

  private final CmmsEndpoint endpoint;

  CmmsProducer(CmmsEndpoint endpoint) {
    super(endpoint);
    this.endpoint = endpoint;
  }

  @Override
  public void process(Exchange exchange) {
    WorkOrders orders = endpoint.workOrders();
    Message in = exchange.getIn();
    Object answer =
        switch (endpoint.getOperation()) {
          case create -> orders.create(RequestBody.read(exchange));
          case find -> orders.find(reference(in)).orElse(null);
          case addNote -> orders.addNote(reference(in), in.getBody(String.class));
          case changeStatus ->
              orders.changeStatus(reference(in), status(in), in.getBody(String.class));
          case attach -> orders.attach(reference(in), file(in));
          case changes -> changes(orders, in);
        };
    in.setBody(answer);
  }

  private static Object changes(WorkOrders orders, Message in) {
    Changes changes = orders.changedSince(in.getHeader(CmmsConstants.CURSOR, String.class));
    in.setHeader(CmmsConstants.CURSOR, changes.nextCursor());
    return changes.orders();
  }

  private static Attachment file(Message in) {
    String type = in.getHeader(Exchange.CONTENT_TYPE, "application/octet-stream", String.class);
    return new Attachment(required(in, Exchange.FILE_NAME), type, in.getBody(byte[].class));
  }

  private static String reference(Message in) {
    return required(in, CmmsConstants.REFERENCE);
  }

  private static WorkOrderStatus status(Message in) {
    return WorkOrderStatus.valueOf(required(in, CmmsConstants.STATUS));
  }

  private static String required(Message in, String header) {
    String value = in.getHeader(header, String.class);
    if (value == null) {
      throw new IllegalArgumentException("header " + header + " is missing");
    }
    return value;
  }
}
