package org.twinsuite.pipeline.twin;

import java.util.Map;

/**
 * Where a thing stands in an ERP system, from {@code attributes/erp}.
 *
 * @param system configured name of the system
 * @param plant its plant (SAP), warehouse (ERPNext, Odoo); {@code null} if the thing names none
 * @param workCenter work centre or workstation; {@code null} if the thing names none
 * @param parts a rule's name of a part to the material in the system
 */
public record ErpPlace(String system, String plant, String workCenter, Map<String, String> parts) {

  /** The material of a part; a part without an entry is its own material. */
  public String material(String part) {
    return parts.getOrDefault(part, part);
  }
}
