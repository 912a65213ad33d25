package org.twinsuite.workbench.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.twinsuite.workbench.plant.AttentionList;
import org.twinsuite.workbench.plant.PlantThing;
import org.twinsuite.workbench.plant.PlantThing.HealthLevel;

/**
 * The plant: what needs a person first, and the health of everything by place.
 *
 * @param filter figure that was clicked; empty shows all
 * @param lines of the attention list
 * @param more lines that are not shown
 */
public record PlantPage(
    String filter,
    List<Figure> figures,
    List<Row> lines,
    int more,
    String moreHref,
    List<Site> sites) {
  private static final int SHOWN = 50;
  private static final int CELLS = 60;

  /** Horizon of the bar of remaining life. */
  private static final Duration HORIZON = Duration.ofDays(14);

  /** A figure of the strip. */
  public record Figure(String name, int count, String tone, String href) {}

  /**
   * A line of the attention list.
   *
   * @param barFrom begin of the interval of remaining life, in percent of the horizon
   */
  public record Row(
      String thingId,
      String href,
      String name,
      String place,
      String health,
      String letter,
      String what,
      Instant lifeMedian,
      double barFrom,
      double barWidth,
      double barMedian,
      double failsBefore,
      boolean toDecide,
      String orderState,
      String reference) {}

  /** Areas of a site. */
  public record Site(String name, List<Area> areas) {}

  /** Things of an area; those that are well are only counted when there are many. */
  public record Area(String name, List<Cell> cells, int others) {}

  /** A thing in the matrix. */
  public record Cell(String name, String health, String letter, String href) {}

  static PlantPage of(
      List<PlantThing> things,
      List<AttentionList.Line> attention,
      int parked,
      String filter,
      boolean all,
      Instant now) {
    List<Figure> figures = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      int count =
          kind == Kind.PARKED
              ? parked
              : (int) attention.stream().filter(line -> kind.holds(line, now)).count();
      figures.add(
          new Figure(
              kind.word(),
              count,
              kind.tone,
              kind == Kind.PARKED
                  ? "/operations#parked"
                  : kind.word().equals(filter) ? "/" : "/?show=" + kind.word()));
    }
    List<AttentionList.Line> shown =
        attention.stream()
            .filter(line -> filter.isEmpty() || Kind.of(filter).holds(line, now))
            .toList();
    int most = all ? shown.size() : Math.min(SHOWN, shown.size());
    return new PlantPage(
        filter,
        figures,
        shown.subList(0, most).stream().map(line -> row(line, now)).toList(),
        shown.size() - most,
        "/?all=true" + (filter.isEmpty() ? "" : "&show=" + filter),
        sites(things));
  }

  /** What a figure counts. */
  private enum Kind {
    DECIDE("act"),
    OVERDUE("bad"),
    ALARM("bad"),
    DATA("warn"),
    PARKED("warn");

    private final String tone;

    Kind(String tone) {
      this.tone = tone;
    }

    String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    static Kind of(String word) {
      for (Kind kind : values()) {
        if (kind.word().equals(word)) {
          return kind;
        }
      }
      throw new IllegalArgumentException(
          "show: '" + word + "' is not one of decide, overdue, alarm, data");
    }

    boolean holds(AttentionList.Line line, Instant now) {
      return switch (this) {
        case DECIDE -> line.order() != null && line.order().toDecide();
        case OVERDUE -> line.overdue(now);
        case ALARM -> line.thing().ownHealth().atLeast(HealthLevel.DEGRADED);
        case DATA -> line.thing().dataProblem() != null;
        case PARKED -> false;
      };
    }
  }

  private static Row row(AttentionList.Line line, Instant now) {
    PlantThing thing = line.thing();
    PlantThing.Life life = thing.life();
    double from = life == null ? 0 : place(life.earliest() == null ? now : life.earliest(), now);
    double to =
        life == null ? 0 : place(life.latest() == null ? now.plus(HORIZON) : life.latest(), now);
    String what =
        line.order() != null
            ? line.order().title()
            : thing.dataProblem() != null ? thing.dataProblem() : words(thing);
    return new Row(
        thing.thingId(),
        line.order() == null ? href(thing.thingId()) : "/orders/" + line.order().reference(),
        thing.name(),
        String.join(" · ", thing.place().values()),
        thing.ownHealth().name(),
        thing.ownHealth().letter(),
        what,
        life == null ? null : life.end(),
        from,
        Math.max(1, to - from),
        life == null ? 0 : place(life.end(), now),
        line.failsBefore(),
        line.order() != null && line.order().toDecide(),
        line.order() == null ? null : line.order().state(),
        line.order() == null ? null : line.order().reference());
  }

  private static String words(PlantThing thing) {
    return thing.life() == null || thing.life().failureMode() == null
        ? ""
        : thing.life().failureMode().replace('-', ' ');
  }

  private static double place(Instant at, Instant now) {
    double share = (double) Duration.between(now, at).toMillis() / HORIZON.toMillis();
    return Math.round(1000 * Math.max(0, Math.min(1, share))) / 10.0;
  }

  static String href(String thingId) {
    return "/things/" + URLEncoder.encode(thingId, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static List<Site> sites(List<PlantThing> things) {
    Map<String, Map<String, List<PlantThing>>> places = new TreeMap<>();
    for (PlantThing thing : things) {
      places
          .computeIfAbsent(thing.place().getOrDefault("site", "–"), site -> new TreeMap<>())
          .computeIfAbsent(thing.place().getOrDefault("area", "–"), area -> new ArrayList<>())
          .add(thing);
    }
    List<Site> sites = new ArrayList<>();
    places.forEach(
        (site, areas) -> {
          List<Area> rows = new ArrayList<>();
          areas.forEach((area, members) -> rows.add(area(area, members)));
          sites.add(new Site(site, rows));
        });
    return sites;
  }

  private static Area area(String name, List<PlantThing> members) {
    List<PlantThing> worstFirst =
        members.stream()
            .sorted(
                Comparator.comparing(PlantThing::health).reversed().thenComparing(PlantThing::name))
            .toList();
    List<PlantThing> shown = worstFirst.size() <= CELLS ? worstFirst : worstFirst.subList(0, CELLS);
    return new Area(
        name,
        shown.stream()
            .map(
                thing ->
                    new Cell(
                        thing.name(),
                        thing.health().name(),
                        thing.health().letter(),
                        href(thing.thingId())))
            .toList(),
        worstFirst.size() - shown.size());
  }
}
