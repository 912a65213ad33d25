package org.twinsuite.workbench.trace;

import java.util.List;
import java.util.Locale;
import org.twinsuite.pipeline.observe.Hop;

/** A trace as lines for a terminal. */
public final class TraceText {
  private TraceText() {}

  /**
   * @param id what was asked for
   */
  public static String of(String id, List<Hop> hops) {
    if (hops.isEmpty()) {
      return """
          nothing is known of %s:
            it is none of the last messages of this process, no action followed from it, and it is not parked.
            If it is recent, it did not arrive: look at Hono's topic and the lag of the consumer group.
            If it is older, it was handled without a consequence.
          """
          .formatted(id);
    }
    StringBuilder text = new StringBuilder();
    for (Hop hop : hops) {
      text.append(
          "%-24s  %-8s  %-10s  %s%n"
              .formatted(
                  hop.at() == null ? "" : hop.at(),
                  hop.state().name().toLowerCase(Locale.ROOT),
                  hop.place(),
                  hop.what()));
    }
    hops.stream()
        .filter(hop -> hop.state() == Hop.State.STOPPED || hop.state() == Hop.State.WAITING)
        .reduce((earlier, later) -> later)
        .ifPresent(
            hop ->
                text.append(
                    "%s at %s: %s%n"
                        .formatted(
                            hop.state() == Hop.State.STOPPED ? "stopped" : "waits",
                            hop.place(),
                            hop.what())));
    return text.toString();
  }
}
