package org.twinsuite.camel.ditto;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** Options of {@code source=kafka}. */
@UriParams
public class KafkaSourceOptions extends EventOptions {

  @UriParam(
      label = "consumer",
      defaultValue = "socket",
      description =
          "Where changes come from: Ditto's WebSocket, or a Kafka topic that a Ditto connection writes to.")
  private EventSource source = EventSource.socket;

  @UriParam(label = "consumer,kafka", description = "Kafka brokers, `host:port`, comma separated.")
  private String brokers;

  @UriParam(
      label = "consumer,kafka",
      description =
          "Topic with twin events in Ditto protocol JSON, keyed by thing id with Kafka's default partitioner.")
  private String topic;

  @UriParam(
      label = "consumer,kafka",
      description =
          "Consumer group. Its members share the things and must share the revision store.")
  private String groupId;

  @UriParam(
      label = "consumer,kafka,security",
      description = "Protocol towards the brokers: PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL.")
  private String securityProtocol;

  @UriParam(
      label = "consumer,kafka,security",
      description = "SASL mechanism towards the brokers, e.g. SCRAM-SHA-512.")
  private String saslMechanism;

  @UriParam(
      label = "consumer,kafka,security",
      secret = true,
      description = "SASL login at the brokers as a JAAS line.")
  private String saslJaasConfig;

  @UriParam(
      label = "consumer,kafka,advanced",
      prefix = "kafka.",
      multiValue = true,
      secret = true,
      description =
          "Properties for the Kafka client, by their Kafka names, e.g. `kafka.ssl.truststore.location`.")
  private Map<String, Object> kafkaProperties = new HashMap<>();

  @UriParam(
      label = "consumer,kafka,advanced",
      defaultValue = "1000",
      javaType = "java.time.Duration",
      description = "How often marks are flushed and offsets of what is handled committed.")
  private long commitInterval = 1_000;

  @UriParam(
      label = "consumer,kafka,advanced",
      defaultValue = "100000",
      description =
          "How many messages a partition may run ahead of its oldest one that is not handled.")
  private int maxUncommitted = 100_000;

  @UriParam(
      label = "consumer,kafka,advanced",
      defaultValue = "10000",
      javaType = "java.time.Duration",
      description =
          "How long a stop or the loss of a partition waits for exchanges under way; what is not done then is delivered again, to whom the partition goes.")
  private long drainTimeout = 10_000;

  public EventSource getSource() {
    return source;
  }

  public void setSource(EventSource source) {
    this.source = source;
  }

  public String getBrokers() {
    return brokers;
  }

  public void setBrokers(String brokers) {
    this.brokers = brokers;
  }

  public String getTopic() {
    return topic;
  }

  public void setTopic(String topic) {
    this.topic = topic;
  }

  public String getGroupId() {
    return groupId;
  }

  public void setGroupId(String groupId) {
    this.groupId = groupId;
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

  public Map<String, Object> getKafkaProperties() {
    return kafkaProperties;
  }

  public void setKafkaProperties(Map<String, Object> kafkaProperties) {
    this.kafkaProperties = kafkaProperties;
  }

  public long getCommitInterval() {
    return commitInterval;
  }

  public void setCommitInterval(long commitInterval) {
    this.commitInterval = commitInterval;
  }

  public int getMaxUncommitted() {
    return maxUncommitted;
  }

  public void setMaxUncommitted(int maxUncommitted) {
    this.maxUncommitted = maxUncommitted;
  }

  public long getDrainTimeout() {
    return drainTimeout;
  }

  public void setDrainTimeout(long drainTimeout) {
    this.drainTimeout = drainTimeout;
  }
}
