package org.twinsuite.rules.episode;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Objects;
import org.twinsuite.rules.action.CloseReason;

/**
 * One fault of one thing. All that decides about later actions of the episode is in here, so that
 * an engine opened with stored episodes goes on exactly where the former one ended.
 *
 * @param thingId the thing
 * @param failureMode key of the episode together with the thing
 * @param number from 1, counted per thing and failure mode
 * @param ruleId rule that opened it
 * @param reference {@link org.twinsuite.rules.action.Reference} of its order
 * @param openedAt event time of the first prescription
 * @param lastSeenAt event time when the symptom was last told of (kept with every stored change,
 *     not with every sample)
 * @param goneAt since when the symptom is gone, null while it is there
 * @param priority most urgent priority told so far
 * @param notes number of notes added so far
 * @param notedAt when the order was raised or the last note was added
 * @param rules ids of all rules that found something in this episode, sorted, blank separated; what
 *     siblings felt stands as {@code rule@thing}; a blank within a name is a no-break space
 * @param state open or closed
 * @param closedAt null while open
 * @param closeReason null while open
 * @param effect whether the work helped
 * @param order number of somebody else's order that this episode hangs on; null if it has its own
 * @param supply what was done about the spare part; null if nothing
 * @param model name and version of the model whose forecast opened it; null if none did
 * @param workAt when the work should begin, as last prescribed; null if that is not known
 */
public record Episode(
    String thingId,
    String failureMode,
    int number,
    String ruleId,
    String reference,
    Instant openedAt,
    Instant lastSeenAt,
    Instant goneAt,
    int priority,
    int notes,
    Instant notedAt,
    String rules,
    State state,
    Instant closedAt,
    CloseReason closeReason,
    RepairOutcome effect,
    String order,
    Supply supply,
    String model,
    Instant workAt) {

  /** Life of an episode. */
  public enum State {
    OPEN,
    CLOSED
  }

  /** What was done about the spare part. */
  public enum Supply {
    REQUESTED,
    RESERVED
  }

  public Episode {
    Objects.requireNonNull(thingId, "thingId");
    Objects.requireNonNull(failureMode, "failureMode");
    Objects.requireNonNull(reference, "reference");
    Objects.requireNonNull(state, "state");
  }

  /** An episode with an order of its own, without spare part and model. */
  public Episode(
      String thingId,
      String failureMode,
      int number,
      String ruleId,
      String reference,
      Instant openedAt,
      Instant lastSeenAt,
      Instant goneAt,
      int priority,
      int notes,
      Instant notedAt,
      String rules,
      State state,
      Instant closedAt,
      CloseReason closeReason,
      RepairOutcome effect) {
    this(
        thingId,
        failureMode,
        number,
        ruleId,
        reference,
        openedAt,
        lastSeenAt,
        goneAt,
        priority,
        notes,
        notedAt,
        rules,
        state,
        closedAt,
        closeReason,
        effect,
        null,
        null,
        null,
        null);
  }

  /** Whether it is open. */
  @JsonIgnore
  public boolean open() {
    return state == State.OPEN;
  }
}
