package org.twinsuite.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.twinsuite.sandbox.plant.Plant;

/** The table and the summary at the end of a run, as plain text. */
final class Report {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Plant plant;
  private final RunResult result;
  private final List<Case> cases;

  Report(Plant plant, RunResult result, List<Case> cases) {
    this.plant = plant;
    this.result = result;
    this.cases = cases;
  }

  /** Every fault with its orders, every sound machine that got one. */
  String table() {
    TextTable table =
        new TextTable(
            "thing",
            "failure mode (truth)",
            "fails at (truth)",
            "predicted when ordered",
            "interval",
            "order",
            "ordered",
            "lead",
            "work planned",
            "outcome",
            "evidence");
    for (Case one : cases) {
      if (one.fault() != null && one.orders().isEmpty()) {
        table.row(
            name(one), one.fault().mode(), TIME.format(one.fault().failure()), "", "", "none");
      }
      one.orders().forEach(entry -> table.row(row(one, entry)));
      one.signals().forEach(entry -> table.row(row(one, entry)));
    }
    return table.toString();
  }

  /** The summary, one line each. */
  List<String> summary() {
    List<String> lines = new ArrayList<>();
    List<Case> machines = cases.stream().filter(Case::machineFailure).toList();
    lines.add("Machine failures: " + counts(machines));
    List<Long> leads =
        machines.stream()
            .filter(one -> !one.orders().isEmpty())
            .map(one -> one.lead(one.orders().get(0)).dividedBy(plant.step()))
            .sorted()
            .toList();
    if (!leads.isEmpty()) {
      lines.add(
          "Lead before failure, in ticks of %s: smallest %d, quarter %d, median %d, three quarters %d, largest %d; 10 to 60 ticks: %d of %d"
              .formatted(
                  plant.step(),
                  leads.get(0),
                  leads.get(leads.size() / 4),
                  leads.get(leads.size() / 2),
                  leads.get(leads.size() * 3 / 4),
                  leads.get(leads.size() - 1),
                  leads.stream().filter(lead -> lead >= 10 && lead <= 60).count(),
                  machines.size()));
      lines.add(
          "Work planned to begin before the failure: %d of %d"
              .formatted(machines.stream().filter(Case::plannedInTime).count(), machines.size()));
    }
    List<Case> sensors =
        cases.stream().filter(one -> one.fault() != null && one.fault().instrument()).toList();
    if (!sensors.isEmpty()) {
      lines.add("Sensor faults: " + counts(sensors));
    }
    List<Case> sound = cases.stream().filter(one -> one.fault() == null).toList();
    long falseAlarms =
        cases.stream()
            .flatMap(
                one -> one.orders().stream().filter(entry -> one.falseAlarm(entry, plant.start())))
            .count();
    lines.add(
        "Sound machines: %d, orders for them: %d; orders before anything was wrong: %d"
            .formatted(
                sound.size(),
                sound.stream().mapToInt(one -> one.orders().size()).sum(),
                falseAlarms - sound.stream().mapToInt(one -> one.orders().size()).sum()));
    long signals = cases.stream().mapToLong(one -> one.signals().size()).sum();
    if (signals > 0) {
      lines.add("Further orders because a machine had fallen silent: " + signals);
    }
    long changes = result.twins().values().stream().mapToLong(TwinState::revision).sum();
    lines.add(
        String.format(
            Locale.ROOT,
            "%,d messages, %,d twin changes in %.1f s (%,.0f changes/s); first order after %s",
            result.messages(),
            changes,
            result.wall().toMillis() / 1000.0,
            changes / Math.max(0.001, result.wall().toMillis() / 1000.0),
            result.firstOrder() == null
                ? "-"
                : "%.1f s".formatted(result.firstOrder().toMillis() / 1000.0)));
    if (!plant.repairable()) {
      lines.add(
          "Recorded data: a repair cannot change the record; each order was completed at its end; later ones stay open.");
    }
    if (result.hurried() > 0) {
      lines.add(
          "Times the run went on although the line had not followed: %d, last waiting for %s"
              .formatted(result.hurried(), result.hurriedFor()));
    }
    return lines;
  }

  private String[] row(Case one, OrderLog.Entry entry) {
    Instant created = entry.order().createdAt();
    TwinState.ForecastState forecast = entry.forecast();
    boolean predicted = forecast != null && Double.isFinite(forecast.value());
    return new String[] {
      name(one),
      one.fault() == null ? "none" : one.fault().mode(),
      one.fault() == null ? "" : TIME.format(one.fault().failure()),
      predicted ? after(forecast, forecast.value()) : status(forecast),
      predicted
          ? after(forecast, forecast.lower()) + " to " + after(forecast, forecast.upper())
          : "",
      entry.order().number() + " " + entry.failureMode(),
      TIME.format(created),
      one.fault() == null ? "" : hours(one.lead(entry)),
      entry.planned() == null ? "" : TIME.format(entry.planned()),
      outcome(entry),
      Evidence.fileName(entry.order())
    };
  }

  private static String outcome(OrderLog.Entry entry) {
    List<String> parts = new ArrayList<>();
    parts.add(entry.order().status());
    if (entry.found() != null) {
      parts.add("found " + entry.found());
    }
    if (entry.inTwin() != null && entry.inTwin().outcome() != null) {
      parts.add(entry.inTwin().outcome());
    }
    return String.join(", ", parts);
  }

  private static String counts(List<Case> some) {
    long one = some.stream().filter(found -> found.orders().size() == 1).count();
    long none = some.stream().filter(found -> found.orders().isEmpty()).count();
    return "%d; exactly one order for %d, none for %d, more for %d"
            .formatted(some.size(), one, none, some.size() - one - none)
        + missed(some);
  }

  private static String missed(List<Case> some) {
    String names =
        some.stream()
            .filter(one -> one.orders().isEmpty())
            .limit(5)
            .map(one -> name(one) + " " + one.fault().mode())
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "" : " (none: " + names + ")";
  }

  private static String status(TwinState.ForecastState forecast) {
    return forecast == null ? "no forecast" : forecast.status();
  }

  private static String after(TwinState.ForecastState forecast, double hours) {
    return Double.isFinite(hours)
        ? TIME.format(forecast.at().plusSeconds(Math.round(hours * 3600)))
        : "open";
  }

  private static String hours(Duration lead) {
    return lead.isNegative() ? -lead.toHours() + " h after" : lead.toHours() + " h";
  }

  private static String name(Case one) {
    return one.thingId().substring(one.thingId().indexOf(':') + 1);
  }
}
