package org.twinsuite.connectors.cmms;

/** How a file got to its order. */
public enum AttachmentResult {
  /** It is attached to the order. */
  FILE,
  /**
   * The dialect has no place for files; the order's long text names the evidence page since the
   * order was made.
   */
  LINK
}
