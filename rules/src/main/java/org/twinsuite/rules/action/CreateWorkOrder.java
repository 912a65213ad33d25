package org.twinsuite.rules.action;

import java.time.Instant;
import java.util.Map;
import org.twinsuite.rules.evidence.Evidence;
import org.twinsuite.rules.fact.PlainText;

/**
 * Raise one work order for an episode.
 *
 * @param ruleId rule that opened the episode
 * @param failureCode ISO 14224 failure mode code, e.g. {@code VIB}
 * @param priority 1 is most urgent, as in most CMMS
 * @param title one line, at most 100 characters
 * @param window when the work should be done
 * @param cmms {@code attributes/cmms} of the thing
 */
public record CreateWorkOrder(
    String thingId,
    String failureMode,
    int episode,
    String reference,
    String ruleId,
    String failureCode,
    int priority,
    String title,
    Window window,
    Map<String, String> cmms,
    Instant at,
    Evidence evidence)
    implements Action {

  private static final int MOST_TITLE = 100;

  /** The title is made printable and cut. */
  public CreateWorkOrder {
    title = PlainText.of(title, MOST_TITLE);
  }

  /** The same with other evidence. */
  public CreateWorkOrder because(Evidence other) {
    return new CreateWorkOrder(
        thingId,
        failureMode,
        episode,
        reference,
        ruleId,
        failureCode,
        priority,
        title,
        window,
        cmms,
        at,
        other);
  }
}
