package org.twinsuite.sandbox.ditto;

import java.text.MessageFormat;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import org.eclipse.ditto.base.model.auth.AuthorizationContext;
import org.eclipse.ditto.base.model.common.HttpStatus;
import org.eclipse.ditto.base.model.exceptions.DittoRuntimeException;
import org.eclipse.ditto.messages.model.MessageSendNotAllowedException;
import org.eclipse.ditto.things.model.ThingId;

/** Sends live signals, with or without waiting for the answer. */
final class LiveMessages {

  private final Ditto ditto;

  LiveMessages(Ditto ditto) {
    this.ditto = ditto;
  }

  /**
   * Checks that the caller may send this; anybody may claim.
   *
   * @throws DittoRuntimeException 404 without such a thing, 403 without WRITE.
   */
  void authorize(LiveSignal signal, AuthorizationContext caller) {
    boolean message = signal.streaming() == Streaming.MESSAGES;
    if (message && "claim".equals(signal.topic().action())) {
      return;
    }
    ThingId id = ThingId.of(signal.topic().entityId());
    ThingState thing = ditto.things().find(id.toString());
    PolicyCheck check = thing == null ? null : ditto.thingCommands().check(thing);
    if (check == null) {
      throw ThingPath.ROOT.notAccessible(id);
    }
    ditto.thingCommands().checkCondition(signal.headers(), thing, check, caller);
    String type = message ? "message" : "thing";
    boolean reads = !message && "retrieve".equals(signal.topic().action());
    if (!check.permits(caller, type, signal.path(), reads ? PolicyCheck.READ : PolicyCheck.WRITE)) {
      throw message
          ? MessageSendNotAllowedException.newBuilder(id).build()
          : ThingPath.ROOT.notModifiable(id);
    }
  }

  /** Whether the sender wants an answer. */
  static boolean awaitsAnswer(LiveSignal signal) {
    return !"false".equals(signal.headers().get("response-required"))
        && !timeout(signal).isZero()
        && signal.streaming() != Streaming.LIVE_EVENTS;
  }

  /** Sends and hands over the first answer, or the failure {@code command.timeout}. */
  void ask(
      LiveSignal signal, Consumer<LiveSignal> answered, Consumer<DittoRuntimeException> failed) {
    String correlationId = signal.headers().get("correlation-id");
    Duration timeout = timeout(signal);
    long timer =
        ditto
            .vertx()
            .setTimer(
                timeout.toMillis(),
                tick -> {
                  ditto.live().forget(correlationId);
                  failed.accept(timedOut(timeout));
                });
    ditto
        .live()
        .await(
            correlationId,
            answer -> {
              ditto.vertx().cancelTimer(timer);
              answered.accept(answer);
            });
    ditto.live().publish(signal);
  }

  private static Duration timeout(LiveSignal signal) {
    boolean claim = "claim".equals(signal.topic().action());
    return Timeouts.of(signal.headers(), claim ? Timeouts.LONGEST : Timeouts.USUAL);
  }

  private static DittoRuntimeException timedOut(Duration timeout) {
    return DittoError.of(
        "command.timeout",
        HttpStatus.REQUEST_TIMEOUT,
        new MessageFormat("The Command reached the specified timeout of {0}ms.", Locale.ENGLISH)
            .format(new Object[] {timeout.toMillis()}),
        "Try increasing the command timeout.");
  }
}
