package org.twinsuite.pipeline.order;

import org.twinsuite.pipeline.store.OutboxItem;
import org.twinsuite.rules.action.Action;

/**
 * Carries one kind of action out in its target system. It may be asked again for the same action
 * after a failure or a crash, and then must have no second effect where the target allows that.
 */
public interface ActionExecutor<A extends Action> {

  /** Name of the system whose outage stops this action; each has its own workers. */
  String systemOf(A action);

  /**
   * Carries the action out.
   *
   * @return what the twin shows of it; {@code null} when nothing
   * @throws org.twinsuite.connectors.RejectedByTarget when a person has to look
   * @throws org.twinsuite.connectors.RetryableFailure when it may succeed later
   */
  MaintenancePatch execute(A action, OutboxItem item);
}
