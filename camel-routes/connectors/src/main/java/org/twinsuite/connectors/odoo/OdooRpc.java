package org.twinsuite.connectors.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.twinsuite.connectors.config.Settings;

/** Calls a method of an Odoo model; the two transports differ, the models do not. */
public interface OdooRpc {

  /** Opens the transport that is configured, without calling the system. */
  static OdooRpc open(String system, Settings settings) {
    return settings.get(OdooConnection.API).equals("json2")
        ? new OdooJson2(system, settings)
        : new OdooJsonRpc(system, settings);
  }

  /**
   * @param ids records the method works on, null for a method of the model
   * @param arguments by name
   */
  JsonNode call(String model, String method, int[] ids, ObjectNode arguments);
}
