package org.twinsuite.rules.episode;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.twinsuite.rules.action.CloseReason;
import org.twinsuite.rules.pack.row.OrderTerms;

/** One failure mode of one thing: its latest episode and the symptoms that are there now. */
public final class FaultCase {

  private final String thingId;
  private final String failureMode;
  private final FaultCasesOfThing thing;
  private Set<String> symptoms = Set.of();
  private final List<SymptomSource> sources = new ArrayList<>(1);
  private Episode episode;
  private OrderTerms terms;
  private String parent;
  private boolean bound;
  private boolean waiting;
  private Instant workDoneAt;

  FaultCase(String thingId, String failureMode, FaultCasesOfThing thing) {
    this.thingId = thingId;
    this.failureMode = failureMode;
    this.thing = thing;
  }

  public String thingId() {
    return thingId;
  }

  public String failureMode() {
    return failureMode;
  }

  /** Whether an episode is open. */
  public boolean open() {
    return episode != null && episode.open();
  }

  /** When the open episode began; empty if none is open. */
  public Optional<Instant> openedAt() {
    return Optional.ofNullable(open() ? episode.openedAt() : null);
  }

  /** Whether the spare part of the open episode is reserved. */
  public boolean partReserved() {
    return open() && episode.supply() == Episode.Supply.RESERVED;
  }

  /**
   * When the part was last replaced, as far as a completed order of this failure mode, or of one it
   * joins, tells; orders of others count as long as this partition runs.
   */
  public Optional<Instant> replacedAt() {
    Instant last = null;
    for (FaultCase other : thing.cases()) {
      if (other == this || joins(other)) {
        last = other.orderCompleted() ? later(last, other.episode.closedAt()) : last;
        last = other.workDoneAt == null ? last : later(last, other.workDoneAt);
      }
    }
    return Optional.ofNullable(last);
  }

  /** Whether findings of this case are noted on open orders of the other. */
  boolean joins(FaultCase other) {
    return other != this && terms != null && terms.joins(other.failureMode);
  }

  /** Whether both may be names of one fault. */
  boolean family(FaultCase other) {
    return joins(other) && other.joins(this);
  }

  /** When an order of this failure mode was last completed or cancelled. */
  public Optional<Instant> orderClosedAt() {
    return Optional.ofNullable(closedByOrder() ? episode.closedAt() : null);
  }

  /**
   * Until when a finding opens no episode because an order was closed lately; empty if none was.
   */
  public Optional<Instant> blockedUntil() {
    Instant until = null;
    for (FaultCase other : thing.cases()) {
      Episode last = other.episode;
      if (last != null
          && last.closeReason() != null
          && (other == this || hosts(last) || other.orderCompleted() && joins(other))) {
        until = later(until, last.closedAt().plus(pause(last.closeReason())));
      }
    }
    return Optional.ofNullable(until);
  }

  boolean blocked(Instant at) {
    return blockedUntil().filter(at::isBefore).isPresent();
  }

  private Duration pause(CloseReason reason) {
    return switch (reason) {
      case RECOVERED -> Duration.ZERO;
      case ORDER_COMPLETED -> terms.settle();
      case ORDER_CANCELLED -> terms.snooze();
    };
  }

  /** When any order of the thing was last completed or cancelled. */
  public Optional<Instant> thingOrderClosedAt() {
    Instant last = null;
    for (FaultCase other : thing.cases()) {
      if (other.closedByOrder()) {
        last = later(last, other.episode.closedAt());
      }
    }
    return Optional.ofNullable(last);
  }

  /** Whether its last episode ended with a completed order. */
  boolean orderCompleted() {
    return closedBy(CloseReason.ORDER_COMPLETED);
  }

  /** Work was completed at this time; returns whether that is news. */
  boolean workDone(Instant at) {
    if (workDoneAt != null && !at.isAfter(workDoneAt)) {
      return false;
    }
    workDoneAt = at;
    return true;
  }

  private boolean closedByOrder() {
    return orderCompleted() || closedBy(CloseReason.ORDER_CANCELLED);
  }

  private boolean closedBy(CloseReason reason) {
    return episode != null && !open() && episode.closeReason() == reason;
  }

  private static Instant later(Instant one, Instant other) {
    return one == null || other.isAfter(one) ? other : one;
  }

  /** Whether findings of this case were noted on that episode. */
  boolean hosts(Episode other) {
    return EpisodeSteps.knowsMode(other, failureMode);
  }

  /** Binds a source that speaks for this failure mode. */
  public void attach(SymptomSource source) {
    if (!sources.contains(source)) {
      sources.add(source);
    }
  }

  /** Takes a source off that is no more, and the symptom it told of. */
  public void detach(SymptomSource source) {
    sources.remove(source);
    removeSymptom(source.symptom());
  }

  /**
   * Whether a symptom is there that led to nothing yet: neither to an episode nor to a note on the
   * order of another failure mode.
   */
  public boolean waiting() {
    if (!waiting || terms == null) {
      return waiting;
    }
    FaultCase host = thing.host(this);
    return host == null || !hosts(host.episode());
  }

  /** Terms the table gives this failure mode; null until the thing's class is known. */
  public OrderTerms terms() {
    return terms;
  }

  /** Whether its episodes lead to orders. */
  boolean ordered() {
    return terms == null || terms.response() == OrderTerms.Response.ORDER;
  }

  void waiting(boolean value) {
    waiting = value;
  }

  FaultCasesOfThing thing() {
    return thing;
  }

  List<SymptomSource> sources() {
    return sources;
  }

  /** To be read only; empty for nearly all cases, which therefore have no set of their own. */
  Set<String> symptoms() {
    return symptoms;
  }

  void addSymptom(String symptom) {
    if (symptoms.isEmpty()) {
      symptoms = new HashSet<>(2);
    }
    symptoms.add(symptom);
  }

  void removeSymptom(String symptom) {
    if (!symptoms.isEmpty() && symptoms.remove(symptom) && symptoms.isEmpty()) {
      symptoms = Set.of();
    }
  }

  void clearSymptoms() {
    symptoms = Set.of();
  }

  Episode episode() {
    return episode;
  }

  void episode(Episode value) {
    episode = value;
  }

  /** Returns whether this is the first time since the pack was loaded. */
  boolean bind() {
    boolean first = !bound;
    bound = true;
    return first;
  }

  void terms(OrderTerms value) {
    terms = value;
  }

  /** Null at the top. */
  String parent() {
    return parent;
  }

  void parent(String value) {
    parent = value;
  }

  double severity() {
    return sources.stream().mapToDouble(SymptomSource::severity).max().orElse(0);
  }

  void forgetSources() {
    sources.clear();
    clearSymptoms();
    waiting = false;
    bound = false;
    parent = null;
  }

  int nextNumber() {
    return episode == null ? 1 : episode.number() + 1;
  }
}
