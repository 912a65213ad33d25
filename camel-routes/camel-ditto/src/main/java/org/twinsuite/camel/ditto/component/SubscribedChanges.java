package org.twinsuite.camel.ditto.component;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.camel.ditto.DittoConfiguration;
import org.twinsuite.camel.ditto.RevisionStore;
import org.twinsuite.camel.ditto.StartFrom;
import org.twinsuite.camel.ditto.Transport;
import org.twinsuite.camel.ditto.internal.http.DittoHttp;
import org.twinsuite.camel.ditto.internal.http.HttpHistory;
import org.twinsuite.camel.ditto.internal.http.RevisionReconciliation;
import org.twinsuite.camel.ditto.internal.http.ThingRevisions;
import org.twinsuite.camel.ditto.internal.order.ChangeHandler;
import org.twinsuite.camel.ditto.internal.order.ConsumerCounters;
import org.twinsuite.camel.ditto.internal.order.History;
import org.twinsuite.camel.ditto.internal.order.OrderedDispatcher;
import org.twinsuite.camel.ditto.internal.order.RecoverySlots;
import org.twinsuite.camel.ditto.internal.protocol.Encoding;
import org.twinsuite.camel.ditto.internal.protocol.ReceivedChange;
import org.twinsuite.camel.ditto.internal.transport.ChangeRecipient;
import org.twinsuite.camel.ditto.internal.transport.Feed;

/** Changes over Ditto's WebSocket: live feed, dispatchers, audits and flushing of marks. */
final class SubscribedChanges
    implements ChangeSource, RevisionReconciliation.Findings, ChangeRecipient {

  private static final Logger LOG = LoggerFactory.getLogger(SubscribedChanges.class);

  private final DittoConfiguration options;
  private final ScheduledExecutorService timer;
  private final RevisionStore store;
  private final ConsumerCounters figures;
  private final OrderedDispatcher[] dispatchers;
  private final Feed feed;
  private final RevisionReconciliation audit;
  private final ReconciliationScheduler audits;
  private boolean hasBaseline;
  private boolean subscribedBefore;

  SubscribedChanges(
      DittoConfiguration options,
      CamelContext context,
      Object source,
      ScheduledExecutorService timer,
      RevisionStore store,
      ChangeHandler recipient,
      ConsumerCounters figures)
      throws IOException {
    this.options = options;
    this.timer = timer;
    this.store = store;
    this.figures = figures;
    ConnectionFactory links = new ConnectionFactory(options, context);
    DittoHttp http = links.http();
    boolean baselining = options.getStartFrom() == StartFrom.now && store.snapshot().isEmpty();
    this.hasBaseline = !baselining;
    this.dispatchers = new OrderedDispatcher[options.getConcurrentConsumers()];
    History history =
        new HttpHistory(http, options.getFilter(), ConsumerSettings.repairSize(options));
    RecoverySlots slots = new RecoverySlots(options.getRepairConcurrency());
    for (int i = 0; i < dispatchers.length; i++) {
      ExecutorService thread = Threads.single(context, source, "DittoDispatcher");
      dispatchers[i] =
          new OrderedDispatcher(
              ConsumerSettings.dispatcher(options, dispatchers.length),
              thread,
              timer,
              store,
              recipient,
              history,
              slots,
              figures,
              baselining,
              change -> release(change.size()));
    }
    this.feed = links.feeds(Transport.websocket, timer).changes(query(), this);
    this.audit =
        new RevisionReconciliation(
            new ThingRevisions(http, options.getNamespaces()),
            store::snapshot,
            options.getNamespaces());
    this.audits =
        new ReconciliationScheduler(
            this::audit,
            feed::connected,
            ConsumerSettings.reconnect(options),
            timer,
            Threads.single(context, source, "DittoAudit"));
  }

  private String query() {
    List<String> parts = new ArrayList<>();
    add(parts, "namespaces", options.getNamespaces());
    add(parts, "filter", options.getFilter());
    add(parts, "extraFields", options.getExtraFields());
    return String.join("&", parts);
  }

  private static void add(List<String> parts, String name, String value) {
    if (value != null && !value.isBlank()) {
      parts.add(name + "=" + Encoding.query(value));
    }
  }

  @Override
  public void open() {
    feed.open();
    timer.scheduleWithFixedDelay(this::flush, 1, 1, TimeUnit.SECONDS);
    audits.every(options.getAuditPeriod());
  }

  @Override
  public boolean connected() {
    return feed.connected();
  }

  @Override
  public String problem() {
    return feed.problem();
  }

  @Override
  public void close() {
    feed.close();
    for (OrderedDispatcher dispatcher : dispatchers) {
      dispatcher.stop();
    }
    audits.stop();
  }

  @Override
  public void accept(ReceivedChange change) {
    dispatcher(change.thingId()).accept(change);
  }

  @Override
  public void missed(String thingId, long revision) {
    dispatcher(thingId).missed(thingId, revision);
  }

  private OrderedDispatcher dispatcher(String thingId) {
    return dispatchers[Math.floorMod(thingId.hashCode(), dispatchers.length)];
  }

  /** The dispatchers are made before the feed. */
  private void release(int size) {
    feed.release(size);
  }

  @Override
  public void subscribed() {
    if (subscribedBefore) {
      figures.reconnected();
    }
    subscribedBefore = true;
    LOG.debug("Twin events are subscribed");
    audits.nowAndSoon();
  }

  private void audit() {
    audit.run(this);
    if (!hasBaseline) {
      hasBaseline = true;
      for (OrderedDispatcher dispatcher : dispatchers) {
        dispatcher.endBaseline();
      }
    }
  }

  private void flush() {
    try {
      store.flush();
    } catch (Throwable e) {
      LOG.warn("Revision marks could not be made durable, tried again in a second", e);
    }
  }

  @Override
  public void reached(String thingId, long revision) {
    dispatcher(thingId).reached(thingId, revision);
  }

  @Override
  public void recreated(String thingId, long revision) {
    dispatcher(thingId).recreated(thingId, revision);
  }
}
