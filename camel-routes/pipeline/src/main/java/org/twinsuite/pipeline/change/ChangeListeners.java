package org.twinsuite.pipeline.change;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.camel.ditto.TwinChange;

/**
 * Notifies read sides of each twin change after it was stored. A listener that fails is logged and
 * holds nothing up; what it missed it has to find out by itself.
 */
public final class ChangeListeners implements Processor {
  private static final Logger LOG = LoggerFactory.getLogger(ChangeListeners.class);
  private final List<Consumer<TwinChange>> listeners = new CopyOnWriteArrayList<>();

  public void add(Consumer<TwinChange> listener) {
    listeners.add(listener);
  }

  @Override
  public void process(Exchange exchange) {
    if (!(exchange.getMessage().getBody() instanceof TwinChange change)) {
      return;
    }
    for (Consumer<TwinChange> listener : listeners) {
      try {
        listener.accept(change);
      } catch (Throwable failed) {
        LOG.warn("a listener of twin changes failed for {}", change.thingId(), failed);
      }
    }
  }
}
