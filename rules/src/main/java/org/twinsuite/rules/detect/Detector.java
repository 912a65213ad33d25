package org.twinsuite.rules.detect;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.kie.api.runtime.rule.FactHandle;
import org.twinsuite.rules.episode.FaultCase;
import org.twinsuite.rules.episode.SymptomSource;
import org.twinsuite.rules.fact.SameUnit;
import org.twinsuite.rules.fact.ThingContext;
import org.twinsuite.rules.pack.row.Direction;
import org.twinsuite.rules.pack.row.Limit;
import org.twinsuite.rules.pack.row.RuleRow;

/**
 * A row of limits laid over one point of one thing. Rules match these; the engine updates them in
 * place and tells the session only when something a rule can see has changed.
 */
public abstract sealed class Detector implements SymptomSource
    permits WindowDetector, StalenessDetector, QualityDetector, PointWindow {

  private final Limit limit;
  private final Signal signal;
  private final FaultCase episodes;
  private RuleRow.Judged judged;
  private boolean alarmed;
  private boolean closeUnreported;
  private FactHandle handle;
  private List<FaultCase> notifiedToo = List.of();

  Detector(Limit limit, Signal signal, FaultCase episodes) {
    this.limit = limit;
    this.signal = signal;
    this.episodes = episodes;
    this.alarmed = episodes.open();
  }

  /** Id of the rule this detector is for. */
  public final String getRuleId() {
    return limit.ruleId();
  }

  /** Failure mode the detector speaks for; never {@code *}. */
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
  public final int getRequired() {
    return limit.hits();
  }

  /** Whether the rule told of a symptom that is not over yet. */
  public final boolean isRaised() {
    return alarmed;
  }

  /** Whether the symptom is there, as the row of limits says. */
  public abstract boolean isViolated();

  /** Whether the symptom is over, as the row of limits says. */
  public abstract boolean isCleared();

  /** Whether the row decides by itself when it finds something. */
  public final boolean isByLimits() {
    return judged == RuleRow.Judged.LIMITS;
  }

  /** Whether the row decides by itself, and signs name what it finds. */
  public final boolean isBySigns() {
    return judged == RuleRow.Judged.SIGNS;
  }

  /** Who decides; null if only rules in DRL do, that say so themselves. */
  final void judged(RuleRow.Judged value) {
    judged = value;
  }

  public final Limit limit() {
    return limit;
  }

  public final Signal signal() {
    return signal;
  }

  public final FaultCase episodes() {
    return episodes;
  }

  public final ThingContext context() {
    return signal.thing().context();
  }

  public final void alarmed(boolean value) {
    alarmed = value;
    closeUnreported = false;
  }

  /** The symptom is over, which could not be taken up: it stays alarmed until it is told again. */
  public final void closeUnreported() {
    closeUnreported = true;
  }

  /** Whether rules have to look again although nothing they can see has changed. */
  final boolean again() {
    return alarmed && (closeUnreported || waiting());
  }

  /** Cases besides its own to which the symptom was told, because a rule named it otherwise. */
  public final List<FaultCase> notifiedToo() {
    return notifiedToo;
  }

  public final void notifiedToo(FaultCase other) {
    if (!notifiedToo.contains(other)) {
      List<FaultCase> all = new ArrayList<>(notifiedToo);
      all.add(other);
      notifiedToo = List.copyOf(all);
      other.attach(this);
    }
  }

  /** Whether the symptom is there and could not lead to anything yet. */
  public final boolean waiting() {
    if (episodes.waiting()) {
      return true;
    }
    for (FaultCase told : notifiedToo) {
      if (told.waiting()) {
        return true;
      }
    }
    return false;
  }

  public final FactHandle handle() {
    return handle;
  }

  public final void handle(FactHandle value) {
    handle = value;
  }

  /**
   * Whether there is nothing in it that a rule could look for: no hit, no silence, no alarm. Such a
   * detector is not in the session.
   */
  public final boolean isIdle() {
    return !alarmed && nothingSeen();
  }

  abstract boolean nothingSeen();

  /** Whether a change is one that rules can see. */
  final boolean visible(boolean changed) {
    return changed && (handle != null || !isIdle());
  }

  /**
   * A value in another unit must not be judged by a limit; without a unit it is taken at its word.
   */
  final boolean accepts(String unit) {
    String wanted = limit.unit();
    return wanted.isEmpty() || unit == null || unit.isEmpty() || SameUnit.of(wanted, unit);
  }

  /** Whether another signal of the thing is known. */
  public final boolean knows(String source) {
    Signal other = signal.thing().points().get(source);
    return other != null && other.size() > 0;
  }

  /** Whether the symptom has the urgent stage. */
  public abstract boolean isUrgent();

  @Override
  public final String symptom() {
    if (limit.kind() == Limit.Kind.WINDOW) {
      return limit.ruleId() + '/' + signal.name() + '@' + limit.minimum();
    }
    String side = limit.direction() == Direction.BELOW ? "<" : ">";
    return limit.ruleId() + '/' + signal.name() + side;
  }

  @Override
  public final void replaced(Instant at) {
    boolean was = alarmed;
    alarmed(false);
    // what is still seen after the work is a symptom anew, also if no number changes by it
    if (forget(at.toEpochMilli()) || was) {
      signal.thing().changed(this);
    }
  }

  @Override
  public double severity() {
    return 0;
  }

  @Override
  public final boolean hasEvidenceSince(Instant at) {
    return signal.lastGoodAt() > at.toEpochMilli();
  }

  /** Forgets all samples up to this time; returns whether something visible to rules changed. */
  abstract boolean forget(long until);

  /** Judges the signal's window anew; returns whether something visible to rules changed. */
  abstract boolean recount();
}
