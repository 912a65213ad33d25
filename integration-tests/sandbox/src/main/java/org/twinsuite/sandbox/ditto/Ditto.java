package org.twinsuite.sandbox.ditto;

import io.vertx.core.Vertx;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.twinsuite.sandbox.ditto.wot.ThingModels;

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
    ThingModels models,
    ConnectionsResource connections,
    LiveBus live,
    Acknowledgements acknowledgements,
    AtomicLong droppedEvents) {

  static Ditto create(Vertx vertx, EmbeddedDittoConfig config) {
    ThingStore things = new ThingStore(config);
    PolicyStore policies = new PolicyStore(vertx, config);
    ThingModels models = new ThingModels(vertx);
    return new Ditto(
        vertx,
        config,
        new Authentication(config),
        things,
        policies,
        new ThingCommands(config, things, policies, new ModelGuard(models)),
        new PolicyCommands(policies),
        models,
        new ConnectionsResource(),
        new LiveBus(),
        new Acknowledgements(vertx),
        new AtomicLong());
  }

  /**
   * Executes a command on a thing when the Thing Models it names are there: at once as a rule. One
   * that has to wait for a model is overtaken by others.
   *
   * @param failed takes what goes wrong after waiting; before, it is thrown.
   */
  void withModels(TwinCommand command, Runnable execution, Consumer<Throwable> failed) {
    Set<String> missing = models.missing(command.path(), command.value());
    if (missing.isEmpty()) {
      execution.run();
      return;
    }
    models
        .load(missing)
        .onSuccess(
            there -> {
              try {
                execution.run();
              } catch (RuntimeException e) {
                failed.accept(e);
              }
            })
        .onFailure(failed::accept);
  }
}
