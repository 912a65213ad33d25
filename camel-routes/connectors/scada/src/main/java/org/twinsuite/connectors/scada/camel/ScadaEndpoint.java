package org.twinsuite.connectors.scada.camel;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Receive tags and alarms of control systems (OPC UA, Modbus TCP, Sparkplug B) as updates of twins,
 * mapped by a tag map.
 */
@UriEndpoint(
    firstVersion = "0.1.0",
    scheme = "scada",
    title = "SCADA",
    syntax = "scada:source",
    consumerOnly = true,
    category = {Category.IOT},
    headersClass = ScadaConstants.class)
public class ScadaEndpoint extends DefaultEndpoint {

  @UriPath(description = "Name of the source in the tag map.")
  @Metadata(required = true)
  private String source;

  @UriParam(description = "The tag map: a file or classpath:NAME.")
  @Metadata(required = true)
  private String map;

  @UriParam(
      description =
          "Scheme the source's url must have, so that a mistaken source fails at start: opc.tcp,"
              + " modbus-tcp, mqtt or mqtts; several with commas, empty for any.")
  private String protocol;

  @UriParam(
      label = "advanced",
      defaultValue = "100",
      description = "How long a signal waits for others of its thing, in milliseconds.")
  private int linger = 100;

  @UriParam(
      label = "advanced",
      defaultValue = "500",
      description = "Most signals gathered at once.")
  private int batch = 500;

  @UriParam(
      label = "advanced",
      defaultValue = "10000",
      description = "Most signals waiting in each lane; then the source is held back.")
  private int queue = 10_000;

  @UriParam(
      label = "advanced",
      defaultValue = "2",
      description = "Updates under way at once, of different things each.")
  private int lanes = 2;

  @UriParam(
      label = "advanced",
      defaultValue = "8",
      description =
          "How often a failed update is tried again, after 0.1 s doubled up to 10 s, before it is"
              + " given to the exception handler.")
  private int redeliveries = 8;

  @UriParam(
      description =
          "Deliver historical values too, with the header CamelScadaHistorical; otherwise they are"
              + " left out.")
  private boolean historical;

  @UriParam(
      defaultValue = "patch",
      description =
          "Body: patch is JSON text, a merge patch of the thing's features; update is the record"
              + " TwinUpdate, for routes in Java that look at each value.")
  private ScadaBody body = ScadaBody.patch;

  public ScadaEndpoint(String uri, ScadaComponent component) {
    super(uri, component);
  }

  @Override
  public Producer createProducer() {
    throw new UnsupportedOperationException("scada: is read only; write with GuardedWrites");
  }

  @Override
  public Consumer createConsumer(Processor processor) throws Exception {
    ScadaConsumer consumer = new ScadaConsumer(this, processor);
    configureConsumer(consumer);
    return consumer;
  }

  public String getSource() {
    return source;
  }

  public void setSource(String source) {
    this.source = source;
  }

  public String getMap() {
    return map;
  }

  public void setMap(String map) {
    this.map = map;
  }

  public String getProtocol() {
    return protocol;
  }

  public void setProtocol(String protocol) {
    this.protocol = protocol;
  }

  public int getLinger() {
    return linger;
  }

  public void setLinger(int linger) {
    this.linger = linger;
  }

  public int getBatch() {
    return batch;
  }

  public void setBatch(int batch) {
    this.batch = batch;
  }

  public int getQueue() {
    return queue;
  }

  public void setQueue(int queue) {
    this.queue = queue;
  }

  public int getLanes() {
    return lanes;
  }

  public void setLanes(int lanes) {
    this.lanes = lanes;
  }

  public int getRedeliveries() {
    return redeliveries;
  }

  public void setRedeliveries(int redeliveries) {
    this.redeliveries = redeliveries;
  }

  public boolean isHistorical() {
    return historical;
  }

  public void setHistorical(boolean historical) {
    this.historical = historical;
  }

  public ScadaBody getBody() {
    return body;
  }

  public void setBody(ScadaBody body) {
    this.body = body;
  }
}
