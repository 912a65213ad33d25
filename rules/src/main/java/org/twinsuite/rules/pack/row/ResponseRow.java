package org.twinsuite.rules.pack.row;

import org.twinsuite.rules.action.CommandConfirmation;
import org.twinsuite.rules.action.Undelivered;

/**
 * One row of table {@code responses}: what may be done at once, besides the order.
 *
 * @param ruleId rule whose rung on the autonomy ladder holds for it
 * @param equipmentClass as in {@link Limit}
 * @param failureMode episode key
 * @param stage when: as the episode opens, or as it becomes urgent
 * @param action what is done
 * @param target tag or command
 * @param value value, or percent of the present value if {@code percent}
 * @param percent whether {@code value} is percent of the present value of {@code target}
 * @param unit UCUM code
 * @param least lower guard of what is written; NaN for none
 * @param most upper guard of what is written; NaN for none
 * @param confirm what makes a command count as done
 * @param undelivered what happens to a command that no device took or answered
 * @param origin file and row
 */
public record ResponseRow(
    String ruleId,
    String equipmentClass,
    String failureMode,
    Stage stage,
    Kind action,
    String target,
    double value,
    boolean percent,
    String unit,
    double least,
    double most,
    CommandConfirmation confirm,
    Undelivered undelivered,
    String origin) {

  /** When it is done. */
  public enum Stage {
    ALARM,
    URGENT
  }

  /** What is done. */
  public enum Kind {
    SCADA,
    COMMAND
  }

  /** Whether both ask for the same value of the same target. */
  public boolean agrees(ResponseRow other) {
    return value == other.value && percent == other.percent && unit.equals(other.unit);
  }
}
