package org.twinsuite.rules.state;

import java.time.Instant;
import org.kie.api.runtime.rule.FactHandle;
import org.twinsuite.rules.episode.Case;
import org.twinsuite.rules.episode.SymptomSource;
import org.twinsuite.rules.fact.ThingContext;
import org.twinsuite.rules.pack.Limit;

/**
 * A row of limits laid over one point of one thing. Rules match these; the engine updates them in
 * place and tells the session only when something a rule can see has changed.
 */
public abstract sealed class Watch implements SymptomSource permits WindowWatch, SilenceWatch {

  private final Limit limit;
  private final Signal signal;
  private final Case episodes;
  private boolean alarmed;
  private FactHandle handle;

  Watch(Limit limit, Signal signal, Case episodes) {
    this.limit = limit;
    this.signal = signal;
    this.episodes = episodes;
    this.alarmed = episodes.open();
  }

  /** Id of the rule this watch is for. */
  public final String getRuleId() {
    return limit.ruleId();
  }

  /** Failure mode the watch speaks for; never {@code *}. */
  public final String getFailureMode() {
    return episodes.failureMode();
  }

  public final String getThingId() {
    return signal.thing().id();
  }

  /** Feature id or forecast name. */
  public final String getSource() {
    return signal.name();
  }

  /** How many hits (or clear samples) the table asks for. */
  public final int getNeeded() {
    return limit.hits();
  }

  /** Whether the rule told of a symptom that is not over yet. */
  public final boolean isAlarmed() {
    return alarmed;
  }

  public final Limit limit() {
    return limit;
  }

  public final Signal signal() {
    return signal;
  }

  public final Case episodes() {
    return episodes;
  }

  public final ThingContext context() {
    return signal.thing().context();
  }

  public final void alarmed(boolean value) {
    alarmed = value;
  }

  public final FactHandle handle() {
    return handle;
  }

  public final void handle(FactHandle value) {
    handle = value;
  }

  /** Whether the symptom has the urgent stage. */
  public abstract boolean isUrgent();

  @Override
  public final String symptom() {
    return limit.ruleId() + '/' + signal.name();
  }

  @Override
  public final void replaced(Instant at) {
    alarmed = false;
    if (forget(at.toEpochMilli())) {
      signal.thing().changed(this);
    }
  }

  @Override
  public double severity() {
    return 0;
  }

  @Override
  public final boolean heardSince(Instant at) {
    return signal.lastGoodAt() > at.toEpochMilli();
  }

  /** Forgets all samples up to this time; returns whether something visible to rules changed. */
  abstract boolean forget(long until);

  /** Judges the signal's window anew; returns whether something visible to rules changed. */
  abstract boolean recount();
}
