package org.twinsuite.camel.hono;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.apache.camel.support.jsse.SSLContextParameters;

/** The transport, and the options of {@code transport=amqp}. */
@UriParams
public class AmqpOptions {

  @UriParam(defaultValue = "kafka", description = "Hono's messaging network: Kafka or AMQP 1.0.")
  private HonoTransport transport = HonoTransport.kafka;

  @UriParam(label = "amqp", description = "Host of the AMQP 1.0 messaging network.")
  private String host;

  @UriParam(
      label = "amqp",
      description = "Port of the AMQP 1.0 messaging network; 5672, or 5671 with TLS, when not set.")
  private Integer port;

  @UriParam(label = "amqp,security", description = "User at the AMQP 1.0 messaging network.")
  private String username;

  @UriParam(label = "amqp,security", secret = true, description = "Password of the user.")
  private String password;

  @UriParam(
      label = "amqp,security",
      description = "Trust and key store; when set, the connection uses TLS.")
  private SSLContextParameters sslContextParameters;

  @UriParam(
      label = "amqp,advanced",
      defaultValue = "500",
      javaType = "java.time.Duration",
      description = "First delay before connecting again; doubled each time, with jitter.")
  private long reconnectDelay = 500;

  @UriParam(
      label = "amqp,advanced",
      defaultValue = "30000",
      javaType = "java.time.Duration",
      description = "Longest delay before connecting again.")
  private long maximumReconnectDelay = 30_000;

  public HonoTransport getTransport() {
    return transport;
  }

  public void setTransport(HonoTransport transport) {
    this.transport = transport;
  }

  public String getHost() {
    return host;
  }

  public void setHost(String host) {
    this.host = host;
  }

  public Integer getPort() {
    return port;
  }

  public void setPort(Integer port) {
    this.port = port;
  }

  public String getUsername() {
    return username;
  }

  public void setUsername(String username) {
    this.username = username;
  }

  public String getPassword() {
    return password;
  }

  public void setPassword(String password) {
    this.password = password;
  }

  public SSLContextParameters getSslContextParameters() {
    return sslContextParameters;
  }

  public void setSslContextParameters(SSLContextParameters sslContextParameters) {
    this.sslContextParameters = sslContextParameters;
  }

  public long getReconnectDelay() {
    return reconnectDelay;
  }

  public void setReconnectDelay(long reconnectDelay) {
    this.reconnectDelay = reconnectDelay;
  }

  public long getMaximumReconnectDelay() {
    return maximumReconnectDelay;
  }

  public void setMaximumReconnectDelay(long maximumReconnectDelay) {
    this.maximumReconnectDelay = maximumReconnectDelay;
  }
}
