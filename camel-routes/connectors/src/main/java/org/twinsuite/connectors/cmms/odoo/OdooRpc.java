package org.twinsuite.connectors.cmms.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Calls a method of an Odoo model; the two transports differ, the models do not. */
interface OdooRpc {

  /**
   * @param ids records the method works on, null for a method of the model
   * @param arguments by name
   */
  JsonNode call(String model, String method, int[] ids, ObjectNode arguments);
}
