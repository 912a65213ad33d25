package org.twinsuite.connectors.scada.camel;

/** What the body of an exchange is. */
public enum ScadaBody {
  /** JSON text, a merge patch of the thing's features. */
  patch,
  /** A {@link org.twinsuite.connectors.scada.TwinUpdate}. */
  update
}
