package org.twinsuite.camel.ditto;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.camel.ditto.change.ConsumerFigures;
import org.twinsuite.camel.ditto.change.History;
import org.twinsuite.camel.ditto.change.Lane;
import org.twinsuite.camel.ditto.change.ReceivedChange;
import org.twinsuite.camel.ditto.change.Recipient;
import org.twinsuite.camel.ditto.change.RepairSlots;
import org.twinsuite.camel.ditto.connection.DittoHttp;
import org.twinsuite.camel.ditto.connection.Encoding;
import org.twinsuite.camel.ditto.connection.HttpHistory;
import org.twinsuite.camel.ditto.connection.Links;
import org.twinsuite.camel.ditto.connection.RevisionAudit;
import org.twinsuite.camel.ditto.connection.ThingRevisions;
import org.twinsuite.camel.ditto.connection.Threads;
import org.twinsuite.camel.ditto.internal.transport.ChangeRecipient;
import org.twinsuite.camel.ditto.internal.transport.Feed;

/** Changes over Ditto's WebSocket: live feed, lanes, audits and flushing of marks. */
final class EventSubscription implements ChangeSource, RevisionAudit.Findings, ChangeRecipient {

  private static final Logger LOG = LoggerFactory.getLogger(EventSubscription.class);

  private final DittoConfiguration options;
  private final ScheduledExecutorService timer;
  private final RevisionStore store;
  private final ConsumerFigures figures;
  private final Lane[] lanes;
  private final Feed feed;
  private final RevisionAudit audit;
  private final Audits audits;
  private boolean baselined;
  private boolean subscribedBefore;

  EventSubscription(
      DittoConfiguration options,
      CamelContext context,
      Object source,
      ScheduledExecutorService timer,
      RevisionStore store,
      Recipient recipient,
      ConsumerFigures figures)
      throws IOException {
    this.options = options;
    this.timer = timer;
    this.store = store;
    this.figures = figures;
    Links links = new Links(options, context);
    DittoHttp http = links.http();
    boolean baselining = options.getStartFrom() == StartFrom.now && store.snapshot().isEmpty();
    this.baselined = !baselining;
    this.lanes = new Lane[options.getConcurrentConsumers()];
    History history = new HttpHistory(http, options.getFilter(), Tuning.repairSize(options));
    RepairSlots slots = new RepairSlots(options.getRepairConcurrency());
    for (int i = 0; i < lanes.length; i++) {
      ExecutorService thread = Threads.single(context, source, "DittoLane");
      lanes[i] =
          new Lane(
              Tuning.lane(options, lanes.length),
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
        new RevisionAudit(
            new ThingRevisions(http, options.getNamespaces()),
            store::snapshot,
            options.getNamespaces());
    this.audits =
        new Audits(
            this::audit,
            feed::connected,
            Tuning.reconnect(options),
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
    for (Lane lane : lanes) {
      lane.stop();
    }
    audits.stop();
  }

  @Override
  public void accept(ReceivedChange change) {
    lane(change.thingId()).accept(change);
  }

  @Override
  public void missed(String thingId, long revision) {
    lane(thingId).missed(thingId, revision);
  }

  private Lane lane(String thingId) {
    return lanes[Math.floorMod(thingId.hashCode(), lanes.length)];
  }

  /** The lanes are made before the feed. */
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
    if (!baselined) {
      baselined = true;
      for (Lane lane : lanes) {
        lane.baselined();
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
    lane(thingId).reached(thingId, revision);
  }

  @Override
  public void beganAnew(String thingId, long revision) {
    lane(thingId).beganAnew(thingId, revision);
  }
}
