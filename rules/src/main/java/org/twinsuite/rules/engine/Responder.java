package org.twinsuite.rules.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.twinsuite.rules.action.DeviceCommand;
import org.twinsuite.rules.action.Notify;
import org.twinsuite.rules.action.ScadaWrite;
import org.twinsuite.rules.detect.Detector;
import org.twinsuite.rules.detect.Signal;
import org.twinsuite.rules.engine.OutcomeCollector.Turn;
import org.twinsuite.rules.episode.Episode;
import org.twinsuite.rules.episode.EpisodeRegistry;
import org.twinsuite.rules.episode.FaultCase;
import org.twinsuite.rules.evidence.Evidence;
import org.twinsuite.rules.fact.SameUnit;
import org.twinsuite.rules.pack.row.OrderTerms;
import org.twinsuite.rules.pack.row.ResponseRow;
import org.twinsuite.rules.pack.row.Tables;

/**
 * What may be done at once about an episode: a value written to a tag, a command to the device.
 *
 * <p>A thing that never had a tag is not written to it. Guards: a share of the present value needs
 * that value, good and in the row's unit; what comes out must lie between the row's least and most;
 * and no other open episode of the thing may stand for another value of the same target. What a
 * guard stops is told to the owner of the rule.
 */
final class Responder {

  private final EpisodeRegistry book;
  private final OutcomeCollector collector;
  private final EvidenceWriter evidence;
  private final Consumer<RuleProblem> problems;
  private Tables tables;

  Responder(
      EpisodeRegistry book,
      OutcomeCollector collector,
      EvidenceWriter evidence,
      Consumer<RuleProblem> problems) {
    this.book = book;
    this.collector = collector;
    this.evidence = evidence;
    this.problems = problems;
  }

  void tables(Tables value) {
    tables = value;
  }

  void endStep() {
    collector.endTurn();
  }

  void respond(Detector detector, String ruleId, Instant now) {
    List<FaultCase> cases = new ArrayList<>(detector.notifiedToo());
    cases.add(detector.episodes());
    for (Episode e : book.openOf(detector.getThingId())) {
      boolean told = cases.stream().anyMatch(c -> c.failureMode().equals(e.failureMode()));
      Turn turn = told ? collector.turn(e) : null;
      if (turn == null) {
        continue;
      }
      for (ResponseRow row : rows(detector.context().equipmentClass(), e.failureMode())) {
        boolean due =
            row.stage() == ResponseRow.Stage.ALARM ? turn == Turn.OPENED : urgent(detector, e);
        if (row.ruleId().equals(ruleId) && due) {
          respond(detector, e, row, now);
        }
      }
    }
  }

  private boolean urgent(Detector detector, Episode e) {
    OrderTerms terms = tables.termsFor(detector.context().equipmentClass(), e.failureMode());
    return detector.isUrgent() && terms != null && e.priority() <= terms.urgentPriority();
  }

  private List<ResponseRow> rows(String equipmentClass, String failureMode) {
    return tables.responsesFor(equipmentClass, failureMode);
  }

  private void respond(Detector detector, Episode e, ResponseRow row, Instant now) {
    Signal target = detector.signal().thing().points().get(row.target());
    if (target == null && row.action() == ResponseRow.Kind.SCADA) {
      return;
    }
    double value = row.value();
    if (row.percent()) {
      if (target == null || target.size() == 0 || !SameUnit.of(row.unit(), target.unit(0))) {
        stopped(detector, e, row, "the present value in " + row.unit() + " is not known", now);
        return;
      }
      value = target.value(0) * row.value() / 100;
    }
    if (value < row.least() || value > row.most()) {
      stopped(detector, e, row, Numbers.text(value) + " is outside the guards", now);
      return;
    }
    ResponseRow other = conflict(detector, e, row);
    if (other != null) {
      String why =
          "contradicts "
              + other.origin()
              + ", which an open episode of "
              + other.failureMode()
              + " stands for";
      stopped(detector, e, row, why, now);
      return;
    }
    prescribe(detector, e, row, value, now);
  }

  /** A row of another open episode that asks for another value of the same target. */
  private ResponseRow conflict(Detector detector, Episode e, ResponseRow row) {
    for (Episode open : book.openOf(detector.getThingId())) {
      if (open.failureMode().equals(e.failureMode())) {
        continue;
      }
      for (ResponseRow other : rows(detector.context().equipmentClass(), open.failureMode())) {
        if (other.target().equals(row.target()) && !other.agrees(row)) {
          return other;
        }
      }
    }
    return null;
  }

  private void prescribe(Detector detector, Episode e, ResponseRow row, double value, Instant now) {
    String summary =
        "%s of %s: %s is to become %s %s"
            .formatted(e.failureMode(), e.thingId(), row.target(), Numbers.text(value), row.unit());
    Evidence why = evidence.of(detector, row.ruleId(), summary, now);
    collector.add(
        row.action() == ResponseRow.Kind.SCADA
            ? new ScadaWrite(
                e.thingId(),
                e.failureMode(),
                e.number(),
                e.reference(),
                row.target(),
                value,
                row.unit(),
                now,
                why)
            : new DeviceCommand(
                e.thingId(),
                e.failureMode(),
                e.number(),
                e.reference(),
                row.target(),
                "{\"value\":" + value + ",\"unit\":\"" + row.unit() + "\"}",
                row.confirm(),
                row.undelivered(),
                now,
                why));
  }

  private void stopped(Detector detector, Episode e, ResponseRow row, String why, Instant now) {
    String text = "%s was not changed for %s: %s".formatted(row.target(), e.failureMode(), why);
    problems.accept(new RuleProblem(row.ruleId(), false, row.origin() + ": " + text, now));
    collector.add(
        new Notify(
            e.thingId(),
            e.failureMode(),
            e.number(),
            e.reference(),
            evidence.owner(row.ruleId()),
            row.target(),
            text,
            now,
            evidence.of(detector, row.ruleId(), text, now)));
  }
}
