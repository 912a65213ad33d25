package org.twinsuite.rules.whatif;

import java.util.List;
import org.twinsuite.rules.action.Action;
import org.twinsuite.rules.action.AddToWorkOrder;
import org.twinsuite.rules.action.CreateWorkOrder;
import org.twinsuite.rules.action.Notify;
import org.twinsuite.rules.action.RaiseRequisition;
import org.twinsuite.rules.action.ReservePart;
import org.twinsuite.rules.action.Window;
import org.twinsuite.rules.evidence.Evidence;

/** The difference as a planner reads it. */
public final class WhatIfText {
  private final StringBuilder out = new StringBuilder(1024);

  private WhatIfText() {}

  /** Lines that end with {@code \n}. */
  public static String of(WhatIf.Difference difference) {
    WhatIfText text = new WhatIfText();
    text.actions("WOULD COME", difference.only());
    text.actions("WOULD NOT COME", difference.gone());
    if (!difference.changed().isEmpty()) {
      text.out.append("WOULD CHANGE:\n");
      difference
          .changed()
          .forEach(
              changed -> {
                text.out.append("  as it is   ").append(line(changed.asIs())).append('\n');
                text.why(changed.asIs());
                text.out.append("  what if    ").append(line(changed.overlaid())).append('\n');
                text.why(changed.overlaid());
              });
    }
    text.actions("COMES EITHER WAY", difference.same());
    return text.out.isEmpty() ? "NOTHING IS PRESCRIBED EITHER WAY\n" : text.out.toString();
  }

  private void actions(String title, List<Action> actions) {
    if (actions.isEmpty()) {
      return;
    }
    out.append(title).append(":\n");
    for (Action action : actions) {
      out.append("  ").append(line(action)).append('\n');
      why(action);
    }
  }

  private void why(Action action) {
    Evidence evidence = action.evidence();
    if (evidence == null) {
      return;
    }
    out.append("    ").append(evidence.summary()).append('\n');
    if (evidence.timing() != null) {
      out.append("    ").append(evidence.timing().why()).append('\n');
    }
  }

  private static String line(Action action) {
    String what = action.getClass().getSimpleName() + ' ' + action.thingId();
    if (action instanceof CreateWorkOrder order) {
      return "order, priority %d: %s%s"
          .formatted(order.priority(), order.title(), at(order.window()));
    } else if (action instanceof AddToWorkOrder note) {
      return "note on the order of %s, priority %d: %s%s"
          .formatted(note.thingId(), note.priority(), note.text(), at(note.window()));
    } else if (action instanceof ReservePart part) {
      return "reserve %s of %s by %s".formatted(part.quantity(), part.part(), part.needBy());
    } else if (action instanceof RaiseRequisition part) {
      return "ask for %s of %s by %s".formatted(part.quantity(), part.part(), part.needBy());
    } else if (action instanceof Notify message) {
      return "message to %s: %s".formatted(message.channel(), message.text());
    }
    return what;
  }

  private static String at(Window window) {
    return window == null ? "" : ", " + window.from() + " to " + window.to();
  }
}
