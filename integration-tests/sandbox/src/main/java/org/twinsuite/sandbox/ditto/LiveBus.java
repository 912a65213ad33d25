package org.twinsuite.sandbox.ditto;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Messages, live commands and live events between connections; nothing of it is stored. */
final class LiveBus {

  /** A connection that may have subscribed. */
  interface Listener {
    /** Delivers a signal; returns whether it was wanted. */
    boolean live(LiveSignal signal);
  }

  private final List<Listener> listeners = new ArrayList<>();
  private final Map<String, Consumer<LiveSignal>> awaited = new HashMap<>();

  void addListener(Listener listener) {
    listeners.add(listener);
  }

  void removeListener(Listener listener) {
    listeners.remove(listener);
  }

  /** Sends to all that subscribed. */
  void publish(LiveSignal signal) {
    for (Listener listener : List.copyOf(listeners)) {
      listener.live(signal);
    }
  }

  /** Waits for the answer with this correlation id. */
  void await(String correlationId, Consumer<LiveSignal> answer) {
    awaited.put(correlationId, answer);
  }

  void forget(String correlationId) {
    awaited.remove(correlationId);
  }

  /** Hands an answer to who waits for it; an answer nobody waits for is dropped. */
  void answer(String correlationId, LiveSignal signal) {
    Consumer<LiveSignal> waiting = awaited.remove(correlationId);
    if (waiting != null) {
      waiting.accept(signal);
    }
  }
}
