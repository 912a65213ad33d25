package org.twinsuite.camel.ditto;

import java.util.HashMap;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** Options of component and endpoints; README.md explains them. */
@UriParams
public class DittoConfiguration extends KafkaSourceOptions implements Cloneable {

  @UriParam(label = "producer", defaultValue = "retrieve", description = "What to do.")
  private DittoOperation operation = DittoOperation.retrieve;

  @UriParam(
      label = "producer",
      defaultValue = "twinsuite",
      description = "Value of the header `twinsuite-writer` on every write.")
  private String writer = "twinsuite";

  @UriParam(
      label = "producer",
      defaultValue = "10000",
      javaType = "java.time.Duration",
      description = "How long to wait for an answer.")
  private long requestTimeout = 10_000;

  @UriParam(
      label = "producer",
      defaultValue = "10000",
      description = "How many commands may wait for their answer; more fail at once.")
  private int maxPending = 10_000;

  @UriParam(label = "producer", defaultValue = "200", description = "Things per page of a search.")
  private int pageSize = 200;

  @UriParam(
      label = "producer",
      defaultValue = "false",
      description = "A search gives an iterator over all pages instead of one page.")
  private boolean streaming = false;

  public DittoOperation getOperation() {
    return operation;
  }

  public void setOperation(DittoOperation operation) {
    this.operation = operation;
  }

  public String getWriter() {
    return writer;
  }

  public void setWriter(String writer) {
    this.writer = writer;
  }

  public long getRequestTimeout() {
    return requestTimeout;
  }

  public void setRequestTimeout(long requestTimeout) {
    this.requestTimeout = requestTimeout;
  }

  public int getMaxPending() {
    return maxPending;
  }

  public void setMaxPending(int maxPending) {
    this.maxPending = maxPending;
  }

  public int getPageSize() {
    return pageSize;
  }

  public void setPageSize(int pageSize) {
    this.pageSize = pageSize;
  }

  public boolean isStreaming() {
    return streaming;
  }

  public void setStreaming(boolean streaming) {
    this.streaming = streaming;
  }

  /** An independent copy, so that an endpoint never changes its component. */
  public DittoConfiguration copy() {
    try {
      DittoConfiguration copy = (DittoConfiguration) clone();
      copy.setKafkaProperties(new HashMap<>(getKafkaProperties()));
      return copy;
    } catch (CloneNotSupportedException e) {
      throw new RuntimeCamelException(e);
    }
  }
}
