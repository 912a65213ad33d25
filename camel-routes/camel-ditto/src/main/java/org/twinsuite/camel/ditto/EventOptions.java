package org.twinsuite.camel.ditto;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** Which changes a consumer gets and how it makes sure that it gets them all. */
@UriParams
public class EventOptions extends ConnectionOptions {

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
      defaultValue = "33554432",
      description =
          "How many characters of received changes may be in memory at once; what exceeds them is fetched from the history when its turn comes.")
  private long maxInFlightSize = 33_554_432;

  @UriParam(
      label = "consumer",
      defaultValue = "300000",
      javaType = "java.time.Duration",
      description =
          "How long a consumer may have changes to handle and handle none before its health is DOWN; 0 for ever.")
  private long stallTimeout = 300_000;

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

  public long getMaxInFlightSize() {
    return maxInFlightSize;
  }

  public void setMaxInFlightSize(long maxInFlightSize) {
    this.maxInFlightSize = maxInFlightSize;
  }

  public long getStallTimeout() {
    return stallTimeout;
  }

  public void setStallTimeout(long stallTimeout) {
    this.stallTimeout = stallTimeout;
  }
}
