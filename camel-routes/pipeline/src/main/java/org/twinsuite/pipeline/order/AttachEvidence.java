package org.twinsuite.pipeline.order;

import org.twinsuite.connectors.RejectedByTarget;
import org.twinsuite.connectors.RetryableFailure;
import org.twinsuite.connectors.cmms.Attachment;
import org.twinsuite.pipeline.store.OutboxItem;
import org.twinsuite.rules.action.CreateWorkOrder;
import org.twinsuite.rules.evidence.Evidence;
import org.twinsuite.rules.evidence.EvidencePicture;

/**
 * Hangs the picture of the evidence at an order that stands. A step of its own: what goes wrong
 * here concerns the picture only and is parked, the order and its link to the evidence page stay.
 */
public final class AttachEvidence implements ActionExecutor<CreateWorkOrder> {
  /** How the step is called in the outbox; its body is that of the order. */
  public static final String KIND = "AttachEvidence";

  /** Notes to the order wait behind the picture, so it does not wait for ever. */
  private static final int MOST_ATTEMPTS = 12;

  private final Cmms cmms;

  public AttachEvidence(Cmms cmms) {
    this.cmms = cmms;
  }

  @Override
  public String systemOf(CreateWorkOrder create) {
    return create.cmms().getOrDefault("system", "none");
  }

  @Override
  public MaintenancePatch execute(CreateWorkOrder create, OutboxItem item) {
    try {
      cmms.of(create.cmms()).attach(create.reference(), picture(create));
      return null;
    } catch (RejectedByTarget refused) {
      throw parked(create, refused.getMessage());
    } catch (RetryableFailure failed) {
      if (item.attempts() + 1 < MOST_ATTEMPTS) {
        throw failed;
      }
      throw parked(create, "given up after " + MOST_ATTEMPTS + " attempts: " + failed.getMessage());
    }
  }

  private RejectedByTarget parked(CreateWorkOrder create, String reason) {
    return RejectedByTarget.beforeSending(
        systemOf(create),
        "attachment",
        "the order stands, but the picture of its evidence could not be attached: " + reason);
  }

  private static Attachment picture(CreateWorkOrder create) {
    Evidence evidence = create.evidence();
    return new Attachment(
        create.reference() + "-evidence.png", "image/png", EvidencePicture.png(evidence));
  }
}
