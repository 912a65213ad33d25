package org.twinsuite.camel.ditto;

import java.util.HashMap;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.apache.camel.support.jsse.SSLContextParameters;

/** Options of component and endpoints; README.md explains them. */
@UriParams
public class DittoConfiguration extends KafkaSourceOptions implements Cloneable {

  @UriParam(
      description =
          "Base address of Ditto, e.g. `https://ditto.example.com`; the WebSocket address follows from it.")
  @Metadata(required = true)
  private String url;

  @UriParam(
      label = "security",
      secret = true,
      description =
          "Who we are: `pre:SUBJECT` (pre-authenticated), `basic:USER:PASSWORD` or `oauth2` with the oauth2 options.")
  private String auth;

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
      label = "consumer",
      description = "Namespaces to listen to, comma separated; all when not set.")
  private String namespaces;

  @UriParam(
      label = "consumer",
      description =
          "RQL filter. Each change it holds back looks like a loss and costs a look into the history: prefer filtering in the route.")
  private String filter;

  @UriParam(label = "consumer", description = "Fields to be added to each change, comma separated.")
  private String extraFields;

  @UriParam(label = "consumer", description = "Remembers what was handled; in memory when not set.")
  private RevisionStore revisionStore;

  @UriParam(
      label = "consumer",
      description =
          "Changes whose header `twinsuite-writer` has this value are counted as handled and not delivered.")
  private String excludeWriter;

  @UriParam(
      label = "consumer",
      defaultValue = "now",
      description =
          "Where a consumer with an empty revision store begins: with what comes, or at the beginning of the history.")
  private StartFrom startFrom = StartFrom.now;

  @UriParam(
      label = "consumer",
      defaultValue = "1000",
      description = "How many changes may be in the route at once; Ditto is read no faster.")
  private int maxInFlight = 1_000;

  @UriParam(
      label = "consumer",
      defaultValue = "32",
      description =
          "How many changes of one thing may be in the route at once; 1 makes the order strict even for routes that finish out of order.")
  private int maxInFlightPerThing = 32;

  @UriParam(
      label = "consumer",
      defaultValue = "1",
      description = "Threads that hand changes over; a thing always stays on the same one.")
  private int concurrentConsumers = 1;

  @UriParam(
      label = "consumer,advanced",
      defaultValue = "200",
      javaType = "java.time.Duration",
      description =
          "How long a missing revision may be late before it is looked up in the history.")
  private long gapDelay = 200;

  @UriParam(
      label = "consumer,advanced",
      defaultValue = "8",
      description = "How many things are repaired at the same time.")
  private int repairConcurrency = 8;

  @UriParam(
      label = "consumer,advanced",
      defaultValue = "200",
      description = "How many revisions are fetched from the history at once.")
  private int repairChunk = 200;

  @UriParam(
      label = "consumer,advanced",
      defaultValue = "1",
      description =
          "How often a revision that the history does not show is looked up again before it is taken as invisible. Not used with a filter.")
  private int repairConfirmations = 1;

  @UriParam(
      label = "consumer,advanced",
      defaultValue = "60000",
      javaType = "java.time.Duration",
      description =
          "How often the revisions of all visible things are compared with what was seen; 0 never. It also runs after each connect.")
  private long auditPeriod = 60_000;

  @UriParam(
      label = "consumer",
      defaultValue = "1000",
      javaType = "java.time.Duration",
      description = "First delay before a failed change is delivered again; doubled each time.")
  private long redeliveryDelay = 1_000;

  @UriParam(
      label = "consumer",
      defaultValue = "60000",
      javaType = "java.time.Duration",
      description = "Longest delay before a failed change is delivered again.")
  private long maximumRedeliveryDelay = 60_000;

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

  public String getNamespaces() {
    return namespaces;
  }

  public void setNamespaces(String namespaces) {
    this.namespaces = namespaces;
  }

  public String getFilter() {
    return filter;
  }

  public void setFilter(String filter) {
    this.filter = filter;
  }

  public String getExtraFields() {
    return extraFields;
  }

  public void setExtraFields(String extraFields) {
    this.extraFields = extraFields;
  }

  public RevisionStore getRevisionStore() {
    return revisionStore;
  }

  public void setRevisionStore(RevisionStore revisionStore) {
    this.revisionStore = revisionStore;
  }

  public String getExcludeWriter() {
    return excludeWriter;
  }

  public void setExcludeWriter(String excludeWriter) {
    this.excludeWriter = excludeWriter;
  }

  public StartFrom getStartFrom() {
    return startFrom;
  }

  public void setStartFrom(StartFrom startFrom) {
    this.startFrom = startFrom;
  }

  public int getMaxInFlight() {
    return maxInFlight;
  }

  public void setMaxInFlight(int maxInFlight) {
    this.maxInFlight = maxInFlight;
  }

  public int getMaxInFlightPerThing() {
    return maxInFlightPerThing;
  }

  public void setMaxInFlightPerThing(int maxInFlightPerThing) {
    this.maxInFlightPerThing = maxInFlightPerThing;
  }

  public int getConcurrentConsumers() {
    return concurrentConsumers;
  }

  public void setConcurrentConsumers(int concurrentConsumers) {
    this.concurrentConsumers = concurrentConsumers;
  }

  public long getGapDelay() {
    return gapDelay;
  }

  public void setGapDelay(long gapDelay) {
    this.gapDelay = gapDelay;
  }

  public int getRepairConcurrency() {
    return repairConcurrency;
  }

  public void setRepairConcurrency(int repairConcurrency) {
    this.repairConcurrency = repairConcurrency;
  }

  public int getRepairChunk() {
    return repairChunk;
  }

  public void setRepairChunk(int repairChunk) {
    this.repairChunk = repairChunk;
  }

  public int getRepairConfirmations() {
    return repairConfirmations;
  }

  public void setRepairConfirmations(int repairConfirmations) {
    this.repairConfirmations = repairConfirmations;
  }

  public long getAuditPeriod() {
    return auditPeriod;
  }

  public void setAuditPeriod(long auditPeriod) {
    this.auditPeriod = auditPeriod;
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
