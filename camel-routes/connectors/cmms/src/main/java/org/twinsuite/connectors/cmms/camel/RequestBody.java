package org.twinsuite.connectors.cmms.camel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.Map;
import org.apache.camel.Exchange;
import org.twinsuite.connectors.cmms.WorkOrderRequest;

/**
 * A request from an exchange's body: the record itself, a map, or JSON with the record's field
 * names.
 */
final class RequestBody {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private RequestBody() {}

  static WorkOrderRequest read(Exchange exchange) {
    Object body = exchange.getIn().getBody();
    if (body instanceof WorkOrderRequest request) {
      return request;
    }
    try {
      return body instanceof Map
          ? JSON.convertValue(body, WorkOrderRequest.class)
          : JSON.readValue(exchange.getIn().getBody(String.class), WorkOrderRequest.class);
    } catch (JsonMappingException e) {
      throw new IllegalArgumentException(
          "the work order request is wrong: " + e.getOriginalMessage(), e);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the body is not JSON: " + e.getOriginalMessage(), e);
    }
  }
}
