package org.twinsuite.rules.engine;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.twinsuite.rules.action.Window;
import org.twinsuite.rules.fact.ProductionWindow;

/** The times production leaves free, by thing: always the latest list that was told. */
final class ProductionWindows {

  private static final int KEPT = 64;
  private static final Comparator<Window> BY_TIME =
      Comparator.comparing(Window::from).thenComparing(Window::to);

  /** A list and the newest window's fact it came with. */
  private record Told(ProductionWindow by, TreeSet<Window> windows) {}

  private final Map<String, Told> lists = new HashMap<>();

  /** Of very many windows the next are kept. */
  void accept(ProductionWindow window) {
    Told told = lists.get(window.thingId());
    if (told == null || replaces(window, told.by())) {
      told = new Told(window, new TreeSet<>(BY_TIME));
      lists.put(window.thingId(), told);
    } else if (replaces(told.by(), window)) {
      return;
    }
    if (window.from() != null) {
      told.windows().add(new Window(window.from(), window.to()));
      if (told.windows().size() > KEPT) {
        told.windows().pollLast();
      }
    }
  }

  private static boolean replaces(ProductionWindow later, ProductionWindow former) {
    return later.revision() != former.revision()
        ? later.revision() > former.revision()
        : later.at().isAfter(former.at());
  }

  /** In the order of time; null if production was never heard of. */
  List<Window> of(String thingId) {
    Told told = lists.get(thingId);
    return told == null ? null : List.copyOf(told.windows());
  }

  void forget(String thingId) {
    lists.remove(thingId);
  }
}
