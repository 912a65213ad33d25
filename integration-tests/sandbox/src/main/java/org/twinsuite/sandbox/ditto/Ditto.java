package org.twinsuite.sandbox.ditto;

import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The parts of one embedded Ditto. All of them are used by the one event loop of {@code vertx} and
 * by nobody else: there are no locks.
 */
record Ditto(
    Vertx vertx,
    EmbeddedDittoConfig config,
    Authentication authentication,
    ThingStore things,
    PolicyStore policies,
    ThingCommands thingCommands,
    PolicyCommands policyCommands,
    LiveBus live,
    Acknowledgements acknowledgements,
    AtomicLong droppedEvents) {

  static Ditto create(Vertx vertx, EmbeddedDittoConfig config) {
    ThingStore things = new ThingStore(config);
    PolicyStore policies = new PolicyStore(config);
    return new Ditto(
        vertx,
        config,
        new Authentication(config),
        things,
        policies,
        new ThingCommands(config, things, policies),
        new PolicyCommands(policies),
        new LiveBus(),
        new Acknowledgements(vertx),
        new AtomicLong());
  }
}
