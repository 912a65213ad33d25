package org.twinsuite.camel.ditto;

import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.eclipse.ditto.client.DittoClient;

/** How to reach Ditto and who we are. */
@UriParams
public class ConnectionOptions {

  @UriParam(
      description =
          "Base address of Ditto, e.g. `https://ditto.example.com`; the WebSocket address follows from it.")
  @Metadata(required = true)
  private String url;

  @UriParam(
      label = "security",
      secret = true,
      description =
          "Who we are: `pre:SUBJECT` (pre-authenticated), `basic` with username and password (or `basic:USER:PASSWORD`), or `oauth2` with the oauth2 options.")
  private String auth;

  @UriParam(label = "security", description = "User of `auth=basic`.")
  private String username;

  @UriParam(label = "security", secret = true, description = "Password of `auth=basic`.")
  private String password;

  @UriParam(label = "security", description = "Token endpoint for OAuth2 client credentials.")
  private String oauth2TokenEndpoint;

  @UriParam(label = "security", secret = true, description = "OAuth2 client id.")
  private String oauth2ClientId;

  @UriParam(label = "security", secret = true, description = "OAuth2 client secret.")
  private String oauth2ClientSecret;

  @UriParam(label = "security", description = "OAuth2 scope.")
  private String oauth2Scope;

  @UriParam(label = "security", description = "Trust and key store for https.")
  private SSLContextParameters sslContextParameters;

  @UriParam(
      label = "advanced",
      description =
          "What carries commands, messages and changes: the `client` of the Eclipse Ditto project, or a `websocket` of the JDK. When not set, the client for commands, messages and announcements, and the websocket for changes and wherever sslContextParameters are set, which the client cannot take.")
  private Transport transport;

  @UriParam(
      label = "advanced",
      description =
          "A connected Ditto client of your application that carries commands, instead of one of the component. Not used with `transport=websocket`.")
  @Metadata(autowired = true)
  private DittoClient client;

  @UriParam(
      defaultValue = "10000",
      javaType = "java.time.Duration",
      description = "How long a connection may take to open.")
  private long connectTimeout = 10_000;

  @UriParam(
      label = "advanced",
      defaultValue = "15000",
      javaType = "java.time.Duration",
      description =
          "How often an idle WebSocket is pinged; three unanswered pings mean it is dead.")
  private long heartbeat = 15_000;

  @UriParam(
      defaultValue = "500",
      javaType = "java.time.Duration",
      description = "First delay before connecting again; doubled each time, with jitter.")
  private long reconnectDelay = 500;

  @UriParam(
      defaultValue = "30000",
      javaType = "java.time.Duration",
      description = "Longest delay before connecting again.")
  private long maximumReconnectDelay = 30_000;

  @UriParam(
      label = "advanced",
      defaultValue = "4194304",
      description = "Longest WebSocket message accepted, in characters.")
  private int maxMessageSize = 4_194_304;

  @UriParam(
      label = "advanced",
      defaultValue = "33554432",
      description =
          "How many characters of commands may be under way; what exceeds them fails at once.")
  private int maxUnsentSize = 33_554_432;

  public String getUrl() {
    return url;
  }

  public void setUrl(String url) {
    this.url = url;
  }

  public String getAuth() {
    return auth;
  }

  public void setAuth(String auth) {
    this.auth = auth;
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

  public String getOauth2TokenEndpoint() {
    return oauth2TokenEndpoint;
  }

  public void setOauth2TokenEndpoint(String oauth2TokenEndpoint) {
    this.oauth2TokenEndpoint = oauth2TokenEndpoint;
  }

  public String getOauth2ClientId() {
    return oauth2ClientId;
  }

  public void setOauth2ClientId(String oauth2ClientId) {
    this.oauth2ClientId = oauth2ClientId;
  }

  public String getOauth2ClientSecret() {
    return oauth2ClientSecret;
  }

  public void setOauth2ClientSecret(String oauth2ClientSecret) {
    this.oauth2ClientSecret = oauth2ClientSecret;
  }

  public String getOauth2Scope() {
    return oauth2Scope;
  }

  public void setOauth2Scope(String oauth2Scope) {
    this.oauth2Scope = oauth2Scope;
  }

  public SSLContextParameters getSslContextParameters() {
    return sslContextParameters;
  }

  public void setSslContextParameters(SSLContextParameters sslContextParameters) {
    this.sslContextParameters = sslContextParameters;
  }

  public long getConnectTimeout() {
    return connectTimeout;
  }

  public void setConnectTimeout(long connectTimeout) {
    this.connectTimeout = connectTimeout;
  }

  public long getHeartbeat() {
    return heartbeat;
  }

  public void setHeartbeat(long heartbeat) {
    this.heartbeat = heartbeat;
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

  public int getMaxMessageSize() {
    return maxMessageSize;
  }

  public void setMaxMessageSize(int maxMessageSize) {
    this.maxMessageSize = maxMessageSize;
  }

  public int getMaxUnsentSize() {
    return maxUnsentSize;
  }

  public void setMaxUnsentSize(int maxUnsentSize) {
    this.maxUnsentSize = maxUnsentSize;
  }

  public Transport getTransport() {
    return transport;
  }

  public void setTransport(Transport transport) {
    this.transport = transport;
  }

  /**
   * The transport to use.
   *
   * @param usual where the option is not set
   * @throws IllegalArgumentException when the client is asked for what it cannot do
   */
  public Transport transport(Transport usual) {
    if (transport == Transport.client && sslContextParameters != null) {
      throw new IllegalArgumentException(
          "transport=client cannot use sslContextParameters: use transport=websocket, or the trust"
              + " store of the Java virtual machine");
    }
    if (transport != null) {
      return transport;
    }
    return sslContextParameters == null ? usual : Transport.websocket;
  }

  public DittoClient getClient() {
    return client;
  }

  public void setClient(DittoClient client) {
    this.client = client;
  }
}
