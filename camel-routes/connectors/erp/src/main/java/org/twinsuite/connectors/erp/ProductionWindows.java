package org.twinsuite.connectors.erp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.twinsuite.connectors.Window;

/** When a work centre is idle. Failures as in {@link org.twinsuite.connectors.ConnectorFailure}. */
public interface ProductionWindows {

  /** The scheduled operations of a work centre that touch the time span, in any order. */
  List<Window> scheduled(String plant, String workCenter, Window span);

  /**
   * The stretches of the span in which nothing is scheduled, at least {@code shortest} long, in
   * order.
   */
  default List<Window> idle(String plant, String workCenter, Window span, Duration shortest) {
    List<Window> busy = new ArrayList<>(scheduled(plant, workCenter, span));
    busy.sort(Comparator.comparing(Window::from));
    busy.add(new Window(span.to(), span.to()));
    List<Window> idle = new ArrayList<>();
    var free = span.from();
    for (Window next : busy) {
      if (!next.from().isBefore(free) && !free.plus(shortest).isAfter(next.from())) {
        idle.add(new Window(free, next.from()));
      }
      free = next.to().isAfter(free) ? next.to() : free;
    }
    return idle.stream().filter(window -> !window.to().isAfter(span.to())).toList();
  }
}
