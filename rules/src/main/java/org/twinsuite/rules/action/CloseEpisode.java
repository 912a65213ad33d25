package org.twinsuite.rules.action;

import java.time.Instant;
import org.twinsuite.rules.evidence.Evidence;

/** The episode ended; the order, if still open, may be withdrawn by whoever plans. */
public record CloseEpisode(
    String thingId,
    String failureMode,
    int episode,
    String reference,
    CloseReason reason,
    Instant at,
    Evidence evidence)
    implements Action {}
