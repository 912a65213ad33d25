package org.twinsuite.camel.ditto.component;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.SSLContextParametersAware;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.HealthCheckComponent;
import org.apache.camel.util.PropertiesHelper;
import org.apache.camel.util.URISupport;
import org.twinsuite.camel.ditto.DittoConfiguration;
import org.twinsuite.camel.ditto.DittoResource;
import org.twinsuite.camel.ditto.EventSource;

/** Twin changes, commands and live messages of Eclipse Ditto. */
@Component("ditto")
public class DittoComponent extends HealthCheckComponent implements SSLContextParametersAware {

  /** The one secret whose name Camel does not know. */
  private static final String SECRET = "auth";

  private static final String KAFKA = "org.apache.kafka.clients.consumer.KafkaConsumer";

  @Metadata(label = "advanced", description = "Options shared by all endpoints.")
  private DittoConfiguration configuration = new DittoConfiguration();

  @Metadata(
      label = "security",
      defaultValue = "false",
      description = "Use the trust store of the Camel context.")
  private boolean useGlobalSslContextParameters;

  private final CommandTransports channels = new CommandTransports();

  private Threads.Answers answers;

  @Override
  protected void doStart() throws Exception {
    answers = Threads.answers(getCamelContext(), this);
    super.doStart();
  }

  @Override
  protected void doStop() throws Exception {
    super.doStop();
    if (answers != null) {
      answers.close();
    }
  }

  @Override
  protected void doInit() throws Exception {
    super.doInit();
    URISupport.addSanitizeKeywords(SECRET + keywordsOfTheUser());
  }

  /** Camel keeps only the keywords added last, so the user's own have to be added again. */
  private String keywordsOfTheUser() {
    return getCamelContext()
        .getPropertiesComponent()
        .resolveProperty("camel.main.additionalSensitiveKeywords")
        .or(
            () ->
                getCamelContext()
                    .getPropertiesComponent()
                    .resolveProperty("camel.main.additional-sensitive-keywords"))
        .map(keywords -> "," + keywords)
        .orElse("");
  }

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    DittoConfiguration options = configuration.copy();
    options.getKafkaProperties().putAll(PropertiesHelper.extractProperties(parameters, "kafka."));
    if (options.getKafkaProperties().containsKey("sasl.jaas.config")) {
      throw new IllegalArgumentException(
          "kafka.sasl.jaas.config would be shown in logs: use the option saslJaasConfig");
    }
    DittoEndpoint endpoint = new DittoEndpoint(uri, this, options);
    endpoint.setResource(resource(remaining));
    setProperties(endpoint, parameters);
    if (options.getUrl() == null) {
      throw new IllegalArgumentException(
          "ditto:" + remaining + " has no url: set the option url or camel.component.ditto.url");
    }
    if (options.getSource() == EventSource.kafka) {
      if (getCamelContext().getClassResolver().resolveClass(KAFKA) == null) {
        throw new IllegalArgumentException(
            "source=kafka needs org.apache.kafka:kafka-clients on the class path");
      }
      required(options.getBrokers(), "brokers");
      required(options.getTopic(), "topic");
      required(options.getGroupId(), "groupId");
      required(options.getRevisionStore(), "revisionStore");
    }
    if (options.getSslContextParameters() == null) {
      options.setSslContextParameters(retrieveGlobalSslContextParameters());
    }
    return endpoint;
  }

  private static void required(Object value, String option) {
    if (value == null) {
      throw new IllegalArgumentException(
          "source=kafka needs the option "
              + option
              + ("revisionStore".equals(option) ? ", shared by all consumers of the group" : ""));
    }
  }

  private static DittoResource resource(String name) {
    for (DittoResource resource : DittoResource.values()) {
      if (resource.name().equals(name)) {
        return resource;
      }
    }
    throw new IllegalArgumentException(
        "ditto:" + name + " is unknown: use events, things, messages or announcements");
  }

  /** The connections producers share; consumers have their own. */
  /** Threads on which routes go on with an answer. */
  Threads.Answers answers() {
    return answers;
  }

  CommandTransports channels() {
    return channels;
  }

  public DittoConfiguration getConfiguration() {
    return configuration;
  }

  public void setConfiguration(DittoConfiguration configuration) {
    this.configuration = configuration;
  }

  @Override
  public boolean isUseGlobalSslContextParameters() {
    return useGlobalSslContextParameters;
  }

  @Override
  public void setUseGlobalSslContextParameters(boolean useGlobalSslContextParameters) {
    this.useGlobalSslContextParameters = useGlobalSslContextParameters;
  }
}
