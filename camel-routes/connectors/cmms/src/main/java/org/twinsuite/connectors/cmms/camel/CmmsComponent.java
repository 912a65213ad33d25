package org.twinsuite.connectors.cmms.camel;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.util.PropertiesHelper;
import org.twinsuite.connectors.cmms.WorkOrders;
import org.twinsuite.connectors.cmms.WorkOrdersResolver;

/**
 * Work orders of maintenance systems. A system is opened once, from the properties {@code
 * cmms.SYSTEM.*} of the Camel context and the endpoint's own {@code config.*}, and shared by all
 * endpoints that name it.
 */
@Component("cmms")
public class CmmsComponent extends DefaultComponent {

  /** Two endpoints that name one system but configure it differently mean two systems. */
  private record Key(String system, Map<String, Object> config) {}

  private final Map<Key, WorkOrders> systems = new ConcurrentHashMap<>();

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    CmmsEndpoint endpoint = new CmmsEndpoint(uri, this);
    endpoint.setSystem(remaining);
    endpoint.setConfig(PropertiesHelper.extractProperties(parameters, "config."));
    setProperties(endpoint, parameters);
    return endpoint;
  }

  /** The system's work orders, opened at first use. */
  WorkOrders open(String system, Map<String, Object> config) {
    return systems.computeIfAbsent(
        new Key(system, Map.copyOf(config)),
        key -> new WorkOrdersResolver().open(system, configuration(system, config)));
  }

  private Map<String, String> configuration(String system, Map<String, Object> config) {
    String prefix = "cmms." + system + ".";
    Map<String, String> texts = new HashMap<>();
    Properties properties =
        getCamelContext().getPropertiesComponent().loadProperties(key -> key.startsWith(prefix));
    properties
        .stringPropertyNames()
        .forEach(
            key ->
                texts.put(
                    key.substring(prefix.length()),
                    getCamelContext().resolvePropertyPlaceholders("{{" + key + "}}")));
    config.forEach((key, value) -> texts.put(key, value.toString()));
    return texts;
  }

  @Override
  protected void doStop() throws Exception {
    systems.values().forEach(WorkOrders::close);
    systems.clear();
    super.doStop();
  }
}
