package org.twinsuite.camel.hono;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.camel.hono.dispatch.Backoff;
import org.twinsuite.camel.hono.dispatch.Limits;
import org.twinsuite.camel.hono.dispatch.Outages;
import org.twinsuite.camel.hono.dispatch.RetryPolicy;

/** Options of component and endpoints; README.md explains them. */
@UriParams
public class HonoConfiguration extends AmqpOptions implements Cloneable {

  private static final Logger LOG = LoggerFactory.getLogger(HonoConfiguration.class);

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
      label = "consumer",
      defaultValue = "67108864",
      description =
          "How many bytes of messages may be held at once, shared evenly between the partitions.")
  private long maxInFlightBytes = 64 * 1024 * 1024;

  @UriParam(
      label = "consumer",
      defaultValue = "6",
      description =
          "How often a message may fail before it is parked; 0 to try for ever. Failures of a target that is away do not count while nothing else succeeds.")
  private int maxAttempts = 6;

  @UriParam(
      label = "consumer",
      description =
          "Endpoint that gets messages that failed `maxAttempts` times; they are done when it has taken them. When not set: Kafka messages are logged and skipped, AMQP messages given back to the messaging network.")
  private String parkingUri;

  @UriParam(
      label = "consumer,advanced",
      description =
          "Comma separated class names of further exceptions that tell of a target that is away, as input/output errors and time-outs do.")
  private String outageExceptions;

  @UriParam(
      label = "consumer,advanced",
      defaultValue = "300000",
      javaType = "java.time.Duration",
      description =
          "When the oldest message has been open, or offsets could not be committed, for longer than this, the health check is DOWN; 0 for never.")
  private long stallTimeout = 300_000;

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

  @Deprecated
  @UriParam(
      label = "amqp,consumer",
      description = "Use `maxAttempts`, which counts the first delivery, too; negative: 0.")
  private Integer maximumRedeliveries;

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

  public long getMaxInFlightBytes() {
    return maxInFlightBytes;
  }

  public void setMaxInFlightBytes(long maxInFlightBytes) {
    this.maxInFlightBytes = maxInFlightBytes;
  }

  public int getMaxAttempts() {
    return maxAttempts;
  }

  public void setMaxAttempts(int maxAttempts) {
    this.maxAttempts = maxAttempts;
  }

  /**
   * @deprecated use {@link #getMaxAttempts()}
   */
  @Deprecated
  public Integer getMaximumRedeliveries() {
    return maximumRedeliveries;
  }

  /**
   * Sets {@code maxAttempts} to one more, as that counts the first delivery, too.
   *
   * @deprecated use {@link #setMaxAttempts(int)}
   */
  @Deprecated
  public void setMaximumRedeliveries(Integer maximumRedeliveries) {
    this.maximumRedeliveries = maximumRedeliveries;
    if (maximumRedeliveries != null) {
      maxAttempts = maximumRedeliveries < 0 ? 0 : maximumRedeliveries + 1;
      LOG.warn("Option maximumRedeliveries of hono is deprecated: use maxAttempts={}", maxAttempts);
    }
  }

  public String getParkingUri() {
    return parkingUri;
  }

  public void setParkingUri(String parkingUri) {
    this.parkingUri = parkingUri;
  }

  public String getOutageExceptions() {
    return outageExceptions;
  }

  public void setOutageExceptions(String outageExceptions) {
    this.outageExceptions = outageExceptions;
  }

  public long getStallTimeout() {
    return stallTimeout;
  }

  public void setStallTimeout(long stallTimeout) {
    this.stallTimeout = stallTimeout;
  }

  /**
   * How much a consumer may hold.
   *
   * @throws IllegalArgumentException naming the option that is out of range
   */
  public Limits limits() {
    return new Limits(maxInFlight, maxInFlightBytes);
  }

  /**
   * When a failed message comes again.
   *
   * @param giveBack whether the messaging network takes back what failed too often
   * @throws IllegalArgumentException naming the option that is out of range
   */
  public RetryPolicy retryPolicy(boolean giveBack) {
    return new RetryPolicy(
        maxAttempts,
        new Backoff(redeliveryDelay, maximumRedeliveryDelay),
        new Outages(outageExceptions),
        giveBack);
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
