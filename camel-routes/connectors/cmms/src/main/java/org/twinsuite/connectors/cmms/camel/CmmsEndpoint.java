package org.twinsuite.connectors.cmms.camel;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.ScheduledPollEndpoint;
import org.twinsuite.connectors.cmms.WorkOrders;

/**
 * Create and follow work orders in maintenance systems (IBM Maximo, SAP S/4HANA, Odoo, any by REST
 * template), exactly once by reference.
 */
@UriEndpoint(
    firstVersion = "0.1.0",
    scheme = "cmms",
    title = "CMMS",
    syntax = "cmms:system",
    category = {Category.SAAS},
    headersClass = CmmsConstants.class)
public class CmmsEndpoint extends ScheduledPollEndpoint {

  @UriPath(description = "Name of the system, as in the properties cmms.SYSTEM.*")
  @Metadata(required = true)
  private String system;

  @UriParam(label = "producer", defaultValue = "create", description = "What to do.")
  private CmmsOperation operation = CmmsOperation.create;

  @UriParam(
      label = "advanced",
      prefix = "config.",
      multiValue = true,
      description = "Options of the system, over the properties cmms.SYSTEM.*")
  private Map<String, Object> config = new HashMap<>();

  @UriParam(
      label = "consumer",
      description =
          "Keeps the cursor over restarts; without it every start begins with all orders.")
  private CursorStore cursorStore;

  public CmmsEndpoint(String uri, CmmsComponent component) {
    super(uri, component);
  }

  WorkOrders workOrders() {
    return ((CmmsComponent) getComponent()).open(system, config);
  }

  @Override
  public Producer createProducer() {
    return new CmmsProducer(this);
  }

  @Override
  public Consumer createConsumer(Processor processor) throws Exception {
    CmmsConsumer consumer = new CmmsConsumer(this, processor);
    configureConsumer(consumer);
    return consumer;
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    workOrders();
  }

  public String getSystem() {
    return system;
  }

  public void setSystem(String system) {
    this.system = system;
  }

  public CmmsOperation getOperation() {
    return operation;
  }

  public void setOperation(CmmsOperation operation) {
    this.operation = operation;
  }

  public Map<String, Object> getConfig() {
    return config;
  }

  public void setConfig(Map<String, Object> config) {
    this.config = config;
  }

  public CursorStore getCursorStore() {
    return cursorStore;
  }

  public void setCursorStore(CursorStore cursorStore) {
    this.cursorStore = cursorStore;
  }
}
