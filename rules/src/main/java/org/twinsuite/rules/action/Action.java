package org.twinsuite.rules.action;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeInfo.Id;
import java.time.Instant;
import org.twinsuite.rules.evidence.Evidence;

/** Something a rule prescribes. Carrying it out twice must have the effect of once. */
@JsonTypeInfo(use = Id.SIMPLE_NAME, property = "type")
public sealed interface Action
    permits CreateWorkOrder,
        AddToWorkOrder,
        ReservePart,
        RaiseRequisition,
        DeviceCommand,
        ScadaWrite,
        Notify,
        CloseEpisode,
        RecordOutcome {

  String thingId();

  String failureMode();

  /** Number of the episode of this thing and failure mode, from 1. */
  int episode();

  /** {@link Reference} of the episode; the same for all its actions. */
  String reference();

  /** Event time of the decision. */
  Instant at();

  Evidence evidence();

  /**
   * Unique and deterministic name of this action: the outbox's unique key. The same decision taken
   * again has the same key.
   */
  @JsonIgnore
  default String key() {
    return reference() + ':' + getClass().getSimpleName() + discriminator();
  }

  /**
   * What tells this action from others of its kind in the same episode; empty if there is one only.
   */
  @JsonIgnore
  default String discriminator() {
    return "";
  }
}
