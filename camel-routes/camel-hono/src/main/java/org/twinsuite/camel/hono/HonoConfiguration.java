package org.twinsuite.camel.hono;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** Options of component and endpoints; README.md explains them. */
@UriParams
public class HonoConfiguration extends AmqpOptions implements Cloneable {

  @UriParam(description = "Kafka brokers Hono writes to, `host:port`, comma separated.")
  private String bootstrapServers;

  @UriParam(
      label = "security",
      description = "Protocol towards the brokers: PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL.")
  private String securityProtocol;

  @UriParam(label = "security", description = "SASL mechanism, e.g. SCRAM-SHA-512.")
  private String saslMechanism;

  @UriParam(label = "security", secret = true, description = "SASL login as a JAAS line.")
  private String saslJaasConfig;

  @UriParam(
      label = "advanced",
      prefix = "properties.",
      multiValue = true,
      secret = true,
      description =
          "Properties for the Kafka clients, by their Kafka names, e.g. `properties.ssl.truststore.location`.")
  private Map<String, Object> properties = new HashMap<>();

  @UriParam(
      label = "consumer",
      defaultValue = "camel-hono",
      description =
          "Kafka consumer group. Consumers of one group share the devices; each group sees every message.")
  private String groupId = "camel-hono";

  @UriParam(
      label = "consumer",
      defaultValue = "1000",
      description =
          "How many messages may be in the route at once. Also how far a partition may run ahead of its oldest message that is not done.")
  private int maxInFlight = 1_000;

  @UriParam(
      label = "consumer",
      defaultValue = "1",
      description =
          "Threads that hand messages over. Raise it when the route blocks; the order per device holds in any case.")
  private int concurrentConsumers = 1;

  @UriParam(
      label = "consumer",
      defaultValue = "1000",
      javaType = "java.time.Duration",
      description =
          "Delay before a message whose exchange failed is delivered again; doubled each time.")
  private long redeliveryDelay = 1_000;

  @UriParam(
      label = "consumer",
      defaultValue = "60000",
      javaType = "java.time.Duration",
      description = "Longest delay before a failed message is delivered again.")
  private long maximumRedeliveryDelay = 60_000;

  @UriParam(
      label = "consumer,advanced",
      defaultValue = "500",
      javaType = "java.time.Duration",
      description = "How often offsets of what is done are committed.")
  private long commitInterval = 500;

  @UriParam(
      label = "consumer,advanced",
      defaultValue = "10000",
      javaType = "java.time.Duration",
      description =
          "How long a stop or the loss of a partition waits for exchanges under way; what is not done then is delivered again.")
  private long drainTimeout = 10_000;

  @UriParam(label = "producer", description = "Name of the command when no header gives one.")
  private String subject;

  @UriParam(
      label = "producer",
      description =
          "Whether devices have to answer. When not set: for exchanges that expect an answer (InOut).")
  private Boolean responseRequired;

  @UriParam(
      label = "producer",
      defaultValue = "10000",
      javaType = "java.time.Duration",
      description = "How long to wait for the answer of a device.")
  private long requestTimeout = 10_000;

  public String getBootstrapServers() {
    return bootstrapServers;
  }

  public void setBootstrapServers(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  public String getSecurityProtocol() {
    return securityProtocol;
  }

  public void setSecurityProtocol(String securityProtocol) {
    this.securityProtocol = securityProtocol;
  }

  public String getSaslMechanism() {
    return saslMechanism;
  }

  public void setSaslMechanism(String saslMechanism) {
    this.saslMechanism = saslMechanism;
  }

  public String getSaslJaasConfig() {
    return saslJaasConfig;
  }

  public void setSaslJaasConfig(String saslJaasConfig) {
    this.saslJaasConfig = saslJaasConfig;
  }

  public Map<String, Object> getProperties() {
    return properties;
  }

  public void setProperties(Map<String, Object> properties) {
    this.properties = properties;
  }

  public String getGroupId() {
    return groupId;
  }

  public void setGroupId(String groupId) {
    this.groupId = groupId;
  }

  public int getMaxInFlight() {
    return maxInFlight;
  }

  public void setMaxInFlight(int maxInFlight) {
    this.maxInFlight = maxInFlight;
  }

  public int getConcurrentConsumers() {
    return concurrentConsumers;
  }

  public void setConcurrentConsumers(int concurrentConsumers) {
    this.concurrentConsumers = concurrentConsumers;
  }

  public long getRedeliveryDelay() {
    return redeliveryDelay;
  }

  public void setRedeliveryDelay(long redeliveryDelay) {
    this.redeliveryDelay = redeliveryDelay;
  }

  public long getMaximumRedeliveryDelay() {
    return maximumRedeliveryDelay;
  }

  public void setMaximumRedeliveryDelay(long maximumRedeliveryDelay) {
    this.maximumRedeliveryDelay = maximumRedeliveryDelay;
  }

  public long getCommitInterval() {
    return commitInterval;
  }

  public void setCommitInterval(long commitInterval) {
    this.commitInterval = commitInterval;
  }

  public long getDrainTimeout() {
    return drainTimeout;
  }

  public void setDrainTimeout(long drainTimeout) {
    this.drainTimeout = drainTimeout;
  }

  public String getSubject() {
    return subject;
  }

  public void setSubject(String subject) {
    this.subject = subject;
  }

  public Boolean getResponseRequired() {
    return responseRequired;
  }

  public void setResponseRequired(Boolean responseRequired) {
    this.responseRequired = responseRequired;
  }

  public long getRequestTimeout() {
    return requestTimeout;
  }

  public void setRequestTimeout(long requestTimeout) {
    this.requestTimeout = requestTimeout;
  }

  /** An independent copy, so that an endpoint never changes its component. */
  public HonoConfiguration copy() {
    try {
      HonoConfiguration copy = (HonoConfiguration) clone();
      copy.properties = new HashMap<>(properties);
      return copy;
    } catch (CloneNotSupportedException e) {
      throw new RuntimeCamelException(e);
    }
  }
}
