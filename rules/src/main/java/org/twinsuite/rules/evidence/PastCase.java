package org.twinsuite.rules.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * A case of the past that was like this one: the same failure mode of a thing of the same kind.
 *
 * @param thingId the thing
 * @param reference of its order
 * @param orderNumber number in the maintenance system; null if it never had one
 * @param ruleId rule that ordered
 * @param openedAt when the order was prescribed
 * @param closedAt when the case ended
 * @param found what became of it, one sentence
 * @param apart how unlike it looked when the order was prescribed: 0 alike, 1 as far as the limit
 *     is from zero; null if it cannot be compared
 */
public record PastCase(
    String thingId,
    String reference,
    String orderNumber,
    String ruleId,
    Instant openedAt,
    Instant closedAt,
    String found,
    Double apart) {

  public PastCase {
    Objects.requireNonNull(thingId, "thingId");
    Objects.requireNonNull(reference, "reference");
    Objects.requireNonNull(openedAt, "openedAt");
    Objects.requireNonNull(closedAt, "closedAt");
  }

  /** Hours from the order to the end of the case. */
  double leadHours() {
    return Duration.between(openedAt, closedAt).toMinutes() / 60.0;
  }
}
