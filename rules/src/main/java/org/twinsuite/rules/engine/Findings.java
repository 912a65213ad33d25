package org.twinsuite.rules.engine;

import java.time.Instant;
import java.util.Locale;
import org.twinsuite.rules.episode.EpisodeBook;
import org.twinsuite.rules.episode.Finding;
import org.twinsuite.rules.pack.Limit;
import org.twinsuite.rules.state.ForecastWatch;
import org.twinsuite.rules.state.SilenceWatch;
import org.twinsuite.rules.state.Watch;

/** What rules may call: the global {@code findings} of every pack. */
public final class Findings {

  private final EpisodeBook book;
  private final EvidenceWriter evidence;
  private Instant now = Instant.EPOCH;

  Findings(EpisodeBook book, EvidenceWriter evidence) {
    this.book = book;
    this.evidence = evidence;
  }

  Instant now() {
    return now;
  }

  void now(Instant value) {
    now = value;
  }

  /** The symptom this watch looks for is there. */
  public void present(Watch watch) {
    watch.alarmed(true);
    Instant at = now;
    book.present(
        watch.episodes(),
        new Finding(
            watch.symptom(),
            watch.getRuleId(),
            watch.isUrgent(),
            summary(watch),
            OrderWindow.of(watch, at),
            watch.context(),
            at,
            () -> evidence.of(watch, summary(watch), at)));
  }

  /** The symptom this watch looks for is over. */
  public void gone(Watch watch) {
    watch.alarmed(false);
    book.gone(watch.episodes(), watch.symptom(), now);
  }

  private static String summary(Watch watch) {
    Limit limit = watch.limit();
    if (watch instanceof SilenceWatch) {
      return "no good sample of %s for %s usual periods"
          .formatted(watch.getSource(), Numbers.text(limit.alarm()));
    }
    String what = watch instanceof ForecastWatch ? "forecast " : "";
    return "%s%s is %s %s%s in %d of the last %d samples"
        .formatted(
            what,
            watch.getSource(),
            limit.direction().name().toLowerCase(Locale.ROOT),
            Numbers.text(watch.isUrgent() ? limit.urgent() : limit.alarm()),
            limit.unit().isEmpty() ? "" : " " + limit.unit(),
            limit.hits(),
            limit.of());
  }
}
