package org.twinsuite.connectors.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.twinsuite.connectors.RetryableFailure;
import org.twinsuite.connectors.config.Settings;
import org.twinsuite.connectors.http.JsonHttp;

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

  /** Name of the system, for failures. */
  String system();

  /** {@code search_read}: the records. */
  default JsonNode search(String model, ObjectNode arguments) {
    JsonNode found = call(model, "search_read", null, arguments);
    if (!found.isArray()) {
      throw RetryableFailure.noAnswer(system(), "a list of " + model);
    }
    return found;
  }

  /** {@code search_count}. */
  default int count(String model, ObjectNode arguments) {
    JsonNode count = call(model, "search_count", null, arguments);
    if (!count.isInt()) {
      throw RetryableFailure.noAnswer(system(), "the number of " + model);
    }
    return count.asInt();
  }

  /** {@code create} of one record: its id. */
  default int create(String model, ObjectNode values) {
    ObjectNode arguments = JsonHttp.JSON.createObjectNode();
    arguments.putArray("vals_list").add(values);
    JsonNode id = call(model, "create", null, arguments).path(0);
    if (!id.isInt()) {
      throw RetryableFailure.noAnswer(system(), "the id of the " + model + " that was created");
    }
    return id.asInt();
  }
}
