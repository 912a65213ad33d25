package org.twinsuite.camel.ditto;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.camel.ditto.change.Backoff;
import org.twinsuite.camel.ditto.change.ConsumerFigures;
import org.twinsuite.camel.ditto.change.History;
import org.twinsuite.camel.ditto.change.Lane;
import org.twinsuite.camel.ditto.change.LaneOptions;
import org.twinsuite.camel.ditto.change.ReceivedChange;
import org.twinsuite.camel.ditto.change.Recipient;
import org.twinsuite.camel.ditto.change.RepairSlots;
import org.twinsuite.camel.ditto.connection.DittoHttp;
import org.twinsuite.camel.ditto.connection.DittoSocket;
import org.twinsuite.camel.ditto.connection.Encoding;
import org.twinsuite.camel.ditto.connection.EventFeed;
import org.twinsuite.camel.ditto.connection.HttpHistory;
import org.twinsuite.camel.ditto.connection.Links;
import org.twinsuite.camel.ditto.connection.ReadCredit;
import org.twinsuite.camel.ditto.connection.RevisionAudit;
import org.twinsuite.camel.ditto.connection.ThingRevisions;

/** From one start of the consumer to its stop: live feed, lanes, audits and flushing of marks. */
final class EventSubscription implements RevisionAudit.Findings {

  private static final Logger LOG = LoggerFactory.getLogger(EventSubscription.class);

  /** The search index may lag behind the first audit by some seconds. */
  private static final long SECOND_AUDIT_MILLIS = 5_000;

  private final DittoConfiguration options;
  private final ScheduledExecutorService timer;
  private final ExecutorService auditor;
  private final RevisionStore store;
  private final ConsumerFigures figures;
  private final Lane[] lanes;
  private final EventFeed feed;
  private final DittoSocket socket;
  private final RevisionAudit audit;
  private final Backoff auditRetry;
  private final AtomicBoolean auditing = new AtomicBoolean();
  private boolean baselined;
  private boolean subscribedBefore;
  private int failedAudits;

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
    ReadCredit credit = new ReadCredit(options.getMaxInFlight());
    boolean baselining = options.getStartFrom() == StartFrom.now && store.snapshot().isEmpty();
    this.baselined = !baselining;
    this.auditRetry = reconnectDelays();
    this.auditor =
        context.getExecutorServiceManager().newSingleThreadExecutor(source, "DittoAudit");
    this.lanes = new Lane[options.getConcurrentConsumers()];
    History history = new HttpHistory(http, options.getFilter());
    RepairSlots slots = new RepairSlots(options.getRepairConcurrency());
    for (int i = 0; i < lanes.length; i++) {
      ExecutorService thread =
          context.getExecutorServiceManager().newSingleThreadExecutor(source, "DittoLane");
      lanes[i] =
          new Lane(
              laneOptions(),
              thread,
              timer,
              store,
              recipient,
              history,
              slots,
              figures,
              baselining,
              credit::given);
    }
    this.feed = new EventFeed(query(), credit, timer, this::accept, this::subscribed);
    this.socket = links.socket(timer, feed);
    this.audit =
        new RevisionAudit(
            new ThingRevisions(http, options.getNamespaces()), store, options.getNamespaces());
  }

  private LaneOptions laneOptions() {
    int inFlight = Math.max(1, options.getMaxInFlight() / options.getConcurrentConsumers());
    return new LaneOptions(
        inFlight,
        options.getMaxInFlightPerThing(),
        Math.max(options.getMaxInFlightPerThing(), options.getMaxInFlight() / 2),
        Duration.ofMillis(options.getGapDelay()),
        options.getRepairChunk(),
        options.getFilter() == null ? options.getRepairConfirmations() : 0,
        new Backoff(
            Duration.ofMillis(options.getRedeliveryDelay()),
            Duration.ofMillis(options.getMaximumRedeliveryDelay())),
        reconnectDelays(),
        options.getExcludeWriter());
  }

  private Backoff reconnectDelays() {
    return new Backoff(
        Duration.ofMillis(options.getReconnectDelay()),
        Duration.ofMillis(options.getMaximumReconnectDelay()));
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

  void open() {
    socket.open();
    timer.scheduleWithFixedDelay(this::flush, 1, 1, TimeUnit.SECONDS);
    if (options.getAuditPeriod() > 0) {
      timer.scheduleWithFixedDelay(
          this::audit, options.getAuditPeriod(), options.getAuditPeriod(), TimeUnit.MILLISECONDS);
    }
  }

  boolean connected() {
    return feed.connected();
  }

  void close() {
    socket.close();
    for (Lane lane : lanes) {
      lane.stop();
    }
    auditor.shutdownNow();
  }

  private void accept(ReceivedChange change) {
    lane(change.thingId()).accept(change);
  }

  private Lane lane(String thingId) {
    return lanes[Math.floorMod(thingId.hashCode(), lanes.length)];
  }

  private void subscribed() {
    if (subscribedBefore) {
      figures.reconnected();
    }
    subscribedBefore = true;
    LOG.debug("Twin events are subscribed");
    audit();
    timer.schedule(this::audit, SECOND_AUDIT_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void audit() {
    if (!feed.connected() || !auditing.compareAndSet(false, true)) {
      return;
    }
    try {
      auditor.execute(this::auditOnce);
    } catch (RejectedExecutionException e) {
      LOG.debug("Consumer is stopped", e);
    }
  }

  private void auditOnce() {
    try {
      audit.run(this);
      failedAudits = 0;
      if (!baselined) {
        baselined = true;
        for (Lane lane : lanes) {
          lane.baselined();
        }
      }
    } catch (RuntimeException e) {
      Duration delay = auditRetry.delay(failedAudits++);
      LOG.warn(
          "Revisions could not be compared, again in {} ms: {}", delay.toMillis(), e.toString());
      if (!timer.isShutdown()) {
        timer.schedule(this::audit, delay.toMillis(), TimeUnit.MILLISECONDS);
      }
    } finally {
      auditing.set(false);
    }
  }

  private void flush() {
    try {
      store.flush();
    } catch (RuntimeException e) {
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
