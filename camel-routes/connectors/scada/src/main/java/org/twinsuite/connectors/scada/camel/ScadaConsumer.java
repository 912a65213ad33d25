package org.twinsuite.connectors.scada.camel;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.connectors.ConnectorFailure;
import org.twinsuite.connectors.scada.Signal;
import org.twinsuite.connectors.scada.TagConnection;
import org.twinsuite.connectors.scada.TagMap;
import org.twinsuite.connectors.scada.TagMapFile;
import org.twinsuite.connectors.scada.TagsResolver;
import org.twinsuite.connectors.scada.TwinUpdate;
import org.twinsuite.connectors.scada.TwinUpdates;

/**
 * One exchange per update of a thing, those of one thing in their order. A source that cannot be
 * reached does not keep the route from starting: it is tried again every few seconds.
 */
final class ScadaConsumer extends DefaultConsumer {

  private static final Logger LOG = LoggerFactory.getLogger(ScadaConsumer.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final Duration OPEN_PAUSE = Duration.ofSeconds(5);

  /** An Error comes of the update itself, and does so each time. */
  private static final int ERROR_TRIES = 2;

  private final ScadaEndpoint endpoint;
  private final List<TwinUpdates> lanes = new ArrayList<>();
  private TagMap map;
  private ScheduledExecutorService opening;
  private ScadaHealthCheck health;
  private volatile TagConnection tags;

  ScadaConsumer(ScadaEndpoint endpoint, Processor processor) {
    super(endpoint, processor);
    this.endpoint = endpoint;
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    map = TagMapFile.read(endpoint.getMap());
    checkSource();
    for (int i = 0; i < endpoint.getLanes(); i++) {
      lanes.add(
          new TwinUpdates(
              "scada-" + endpoint.getSource() + "-" + i,
              endpoint.getQueue(),
              endpoint.getBatch(),
              Duration.ofMillis(endpoint.getLinger()),
              this::deliver));
    }
    opening =
        endpoint
            .getCamelContext()
            .getExecutorServiceManager()
            .newSingleThreadScheduledExecutor(this, "scada-" + endpoint.getSource());
    health = new ScadaHealthCheck(endpoint.getSource(), getRouteId(), List.copyOf(lanes));
    health.setCamelContext(endpoint.getCamelContext());
    setHealthCheck(health);
    opening.execute(this::open);
  }

  private void checkSource() {
    TagMap.Source source = map.sources().get(endpoint.getSource());
    if (source == null) {
      throw new IllegalArgumentException(
          "source '%s' is not in %s, which has %s"
              .formatted(endpoint.getSource(), endpoint.getMap(), map.sources().keySet()));
    }
    String wanted = endpoint.getProtocol();
    if (wanted != null
        && !wanted.isBlank()
        && !Arrays.asList(wanted.split(",")).contains(source.url().getScheme())) {
      throw new IllegalArgumentException(
          "source '%s' is %s://, not %s"
              .formatted(source.name(), source.url().getScheme(), wanted));
    }
  }

  private void open() {
    try {
      TagConnection opened =
          new TagsResolver().open(map, endpoint.getSource(), InstantSource.system());
      tags = opened;
      health.watch(opened);
      opened
          .subscribe(this::receive)
          .forEach(
              refusal -> LOG.warn("{} is refused: {}", refusal.tag().place(), refusal.problem()));
    } catch (IllegalArgumentException e) {
      getExceptionHandler().handleException("source " + endpoint.getSource() + " not opened", e);
    } catch (ConnectorFailure e) {
      LOG.warn("{}; trying again in {}", e.getMessage(), OPEN_PAUSE);
      openLater();
    } catch (Throwable e) {
      openLater();
      LOG.warn("source {} not opened; trying again in {}", endpoint.getSource(), OPEN_PAUSE, e);
    }
  }

  private void openLater() {
    try {
      closeTags();
    } finally {
      if (!opening.isShutdown()) {
        opening.schedule(this::open, OPEN_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
      }
    }
  }

  /** Called by the protocols' own threads, which must not see anything thrown. */
  private void receive(Signal signal) {
    try {
      health.reported(signal.receivedAt());
      lanes.get(Math.floorMod(signal.thing().hashCode(), lanes.size())).add(signal);
    } catch (Throwable e) {
      LOG.error("a value of {} is left out", endpoint.getSource(), e);
    }
  }

  private void deliver(TwinUpdate update) {
    if (update.historical() && !endpoint.isHistorical()) {
      LOG.debug("historical value of {} left out", update.thing());
      return;
    }
    Duration pause = FIRST_PAUSE;
    for (int tries = 0; isRunAllowed(); tries++) {
      Throwable failure = attempt(update);
      if (failure == null) {
        return;
      }
      if (tries >= endpoint.getRedeliveries() || failure instanceof Error && tries >= ERROR_TRIES) {
        getExceptionHandler()
            .handleException(
                "update of %s (%d features) is given up"
                    .formatted(update.thing(), update.signals().size()),
                failure);
        return;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(pause.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      pause = pause.multipliedBy(2);
      pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
  }

  /** Null if the route took it. */
  private Throwable attempt(TwinUpdate update) {
    Exchange exchange = createExchange(false);
    try {
      exchange.getIn().setBody(endpoint.getBody() == ScadaBody.patch ? update.patch() : update);
      exchange.getIn().setHeader(ScadaConstants.THING_ID, update.thing());
      exchange.getIn().setHeader(ScadaConstants.PATH, "/features");
      exchange.getIn().setHeader(ScadaConstants.SOURCE, endpoint.getSource());
      exchange.getIn().setHeader(ScadaConstants.HISTORICAL, update.historical());
      getProcessor().process(exchange);
      Exception failure = exchange.getException();
      return failure != null && failure.getCause() instanceof Error error ? error : failure;
    } catch (Throwable e) {
      return e;
    } finally {
      releaseExchange(exchange, false);
    }
  }

  private void closeTags() {
    if (tags != null) {
      health.watch(null);
      tags.close();
      tags = null;
    }
  }

  @Override
  protected void doStop() throws Exception {
    if (opening != null) {
      endpoint.getCamelContext().getExecutorServiceManager().shutdownNow(opening);
    }
    lanes.forEach(TwinUpdates::close);
    lanes.clear();
    closeTags();
    super.doStop();
  }
}
