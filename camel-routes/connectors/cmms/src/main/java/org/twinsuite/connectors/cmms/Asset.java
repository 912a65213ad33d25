package org.twinsuite.connectors.cmms;

import java.util.Objects;

/**
 * An asset as the maintenance system has it.
 *
 * @param site {@code null} where the system has none
 * @param assetnum what {@code attributes/cmms/assetnum} of a thing says
 * @param name for people; may be empty
 * @param criticality the system's own word or number; {@code null} where it has none
 */
public record Asset(String site, String assetnum, String name, String criticality) {

  public Asset {
    Objects.requireNonNull(assetnum, "assetnum");
    Objects.requireNonNull(name, "name");
  }
}
