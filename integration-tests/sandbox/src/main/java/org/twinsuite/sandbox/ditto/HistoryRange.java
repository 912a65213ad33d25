package org.twinsuite.sandbox.ditto;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.ditto.base.model.auth.AuthorizationContext;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.things.model.ThingId;

/**
 * A part of a thing's history.
 *
 * @param fromRevision first revision, negative relative to the current one, {@code null} for all.
 * @param toRevision last revision, 0 or {@code null} for the current one, negative relative to it.
 * @param fromTime earliest time, {@code null} for any.
 * @param toTime latest time, {@code null} for any.
 * @param filter RQL on the events, {@code null} for none.
 */
record HistoryRange(
    Long fromRevision, Long toRevision, Instant fromTime, Instant toTime, Rql filter) {

  /** Parses parameters; every one may be {@code null}. */
  static HistoryRange of(
      String fromRevision, String toRevision, String fromTime, String toTime, String filter) {
    return new HistoryRange(
        fromRevision == null
            ? null
            : Long.valueOf(Historical.number("from-historical-revision", fromRevision)),
        toRevision == null
            ? null
            : Long.valueOf(Historical.number("to-historical-revision", toRevision)),
        fromTime == null ? null : Historical.time("from-historical-timestamp", fromTime),
        toTime == null ? null : Historical.time("to-historical-timestamp", toTime),
        filter == null || filter.isBlank() ? null : Rql.of(filter));
  }

  /**
   * The kept events of this range that the caller may see.
   *
   * @throws org.eclipse.ditto.base.model.exceptions.DittoRuntimeException 404 when there is no such
   *     thing or the caller may see nothing of it.
   */
  List<TwinEvent> events(Ditto ditto, String thingId, AuthorizationContext caller) {
    ThingState current = ditto.things().find(thingId);
    PolicyCheck check = current == null ? null : ditto.thingCommands().check(current);
    if (check == null
        || !check.permitsPartly(caller, "thing", JsonPointer.empty(), PolicyCheck.READ)) {
      throw ThingPath.ROOT.notAccessible(ThingId.of(thingId));
    }
    long last = current.revision();
    long from = absolute(fromRevision == null ? 0 : fromRevision, last, 0);
    long to = absolute(toRevision == null ? 0 : toRevision, last, Long.MAX_VALUE);
    EventFilter reader = EventFilter.of(caller, null, null, null, null);
    List<TwinEvent> seen = new ArrayList<>();
    for (TwinEvent event :
        ditto
            .things()
            .journal(thingId)
            .events(e -> e.revision() >= from && e.revision() <= to && inTime(e))) {
      PublishedEvent visible =
          reader.visible(new PublishedEvent(event, null, current, null), check);
      if (visible != null
          && (filter == null || EventFilter.passes(filter, visible.event(), null))) {
        seen.add(visible.event());
      }
    }
    return seen;
  }

  private boolean inTime(TwinEvent event) {
    return (fromTime == null || !event.timestamp().isBefore(fromTime))
        && (toTime == null || !event.timestamp().isAfter(toTime));
  }

  private static long absolute(long revision, long last, long whenZero) {
    if (revision == 0) {
      return whenZero;
    }
    return revision < 0 ? Math.max(0, last + revision) : revision;
  }
}
