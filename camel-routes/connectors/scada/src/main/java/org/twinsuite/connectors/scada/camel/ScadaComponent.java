package org.twinsuite.connectors.scada.camel;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Tags of control systems as updates of twins. */
@Component("scada")
public class ScadaComponent extends DefaultComponent {

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    ScadaEndpoint endpoint = new ScadaEndpoint(uri, this);
    endpoint.setSource(remaining);
    setProperties(endpoint, parameters);
    return endpoint;
  }
}
