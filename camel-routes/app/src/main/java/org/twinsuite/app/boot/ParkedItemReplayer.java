package org.twinsuite.app.boot;

import java.util.List;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.twinsuite.camel.ditto.TwinChange;
import org.twinsuite.camel.hono.HonoConstants;
import org.twinsuite.pipeline.change.RepartitionByParent;
import org.twinsuite.pipeline.store.ParkedItem;
import org.twinsuite.pipeline.twin.Twins;

/** Gives parked items back to the line they came from. */
final class ParkedItemReplayer {
  private final CamelContext camel;
  private final Twins twins;

  ParkedItemReplayer(CamelContext camel, Twins twins) {
    this.camel = camel;
    this.twins = twins;
  }

  /** A device's message, as it came. */
  void telemetry(ParkedItem item, AsyncProcessor ingest) throws Exception {
    Exchange exchange = new DefaultExchange(camel);
    exchange.getMessage().setHeader(HonoConstants.DEVICE_ID, item.key());
    exchange.getMessage().setHeader(HonoConstants.TENANT, item.tenant());
    exchange.getMessage().setHeader(HonoConstants.CONTENT_TYPE, item.contentType());
    exchange.getMessage().setHeader("correlation-id", item.correlationId());
    exchange.getMessage().setHeader(HonoConstants.CREATION_TIME, item.at().toEpochMilli());
    exchange.getMessage().setBody(item.payload());
    run(exchange, ingest);
  }

  /** A twin change, as Ditto's journal has it. */
  void change(ParkedItem item, AsyncProcessor changeLine) throws Exception {
    int at = item.key().lastIndexOf('@');
    String thingId = item.key().substring(0, at);
    long revision = Long.parseLong(item.key().substring(at + 1));
    List<TwinChange> changes = twins.history(thingId, revision, revision).join();
    for (TwinChange change : changes) {
      Exchange exchange = new DefaultExchange(camel);
      exchange.getMessage().setHeader(RepartitionByParent.AGAIN, true);
      exchange.getMessage().setBody(change);
      run(exchange, changeLine);
    }
  }

  private static void run(Exchange exchange, AsyncProcessor processor) throws Exception {
    processor.process(exchange);
    if (exchange.getException() != null) {
      throw exchange.getException();
    }
  }
}
