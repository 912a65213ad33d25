package org.twinsuite.ditto.extensions.mapper;

import akka.actor.ActorSystem;
import com.typesafe.config.Config;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.ditto.base.model.headers.DittoHeaders;
import org.eclipse.ditto.connectivity.api.ExternalMessage;
import org.eclipse.ditto.connectivity.model.Connection;
import org.eclipse.ditto.connectivity.model.ConnectionConfigurationInvalidException;
import org.eclipse.ditto.connectivity.model.MessageMappingFailedException;
import org.eclipse.ditto.connectivity.service.config.mapping.MappingConfig;
import org.eclipse.ditto.connectivity.service.mapping.AbstractMessageMapper;
import org.eclipse.ditto.connectivity.service.mapping.MessageMapperConfiguration;
import org.eclipse.ditto.protocol.Adaptable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.twinsuite.ditto.extensions.option.InvalidOption;
import org.twinsuite.ditto.extensions.option.OptionValues;
import org.twinsuite.ditto.extensions.sample.MappedMessage;
import org.twinsuite.ditto.extensions.sample.PayloadError;
import org.twinsuite.ditto.extensions.sample.SampleReader;
import org.twinsuite.ditto.extensions.twin.TwinMessages;
import org.twinsuite.ditto.extensions.twin.TwinOptions;

/** The side of the mappers that Ditto sees. The mapping itself knows no actor system. */
abstract class SampleMapper extends AbstractMessageMapper {

  private static final Logger LOG = LoggerFactory.getLogger(SampleMapper.class);
  private static final String CORRELATION_ID = "correlation-id";
  private final MapperFormat format;
  private TwinMessages messages;

  SampleMapper(ActorSystem actorSystem, Config config, MapperFormat format) {
    super(actorSystem, config);
    this.format = format;
  }

  SampleMapper(SampleMapper other) {
    super(other);
    this.format = other.format;
  }

  @Override
  public final String getAlias() {
    return format.alias();
  }

  /** Otherwise Ditto would make one of each for every connection it has. */
  @Override
  public final boolean isConfigurationMandatory() {
    return true;
  }

  @Override
  protected final void doConfigure(
      Connection connection, MappingConfig mapping, MessageMapperConfiguration configuration) {
    try {
      OptionValues values = new OptionValues(configuration.getProperties(), format.options());
      if (format.needsOrder()) {
        alone(connection);
      }
      SampleReader reader = format.reader(values);
      messages =
          new TwinMessages(
              reader,
              TwinOptions.of(values),
              mapping.getMapperLimitsConfig().getMaxMappedInboundMessages());
    } catch (InvalidOption e) {
      // Ditto only logs a MessageMapperConfigurationInvalidException; this one reaches the user
      throw ConnectionConfigurationInvalidException.newBuilder(
              "Mapper " + format.alias() + ": " + e.getMessage())
          .description("Correct it in the connection's mappingDefinitions.")
          .build();
    }
  }

  @Override
  public final List<Adaptable> map(ExternalMessage message) {
    String correlationId =
        message
            .findHeaderIgnoreCase(CORRELATION_ID)
            .or(() -> message.getInternalHeaders().getCorrelationId())
            .orElseGet(() -> UUID.randomUUID().toString());
    try {
      return messages.of(
          new MappedMessage(
              message.getHeaders(),
              message.getTextPayload().orElse(null),
              message.getBytePayload().orElse(null),
              System.currentTimeMillis(),
              correlationId));
    } catch (PayloadError e) {
      throw failed(message, correlationId, e.getMessage(), e.fix(), e);
    } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
      // Ditto catches exceptions only: an error would end the connection's actor
      LOG.error("Mapper {} failed for message {}", format.alias(), correlationId, e);
      throw failed(
          message,
          correlationId,
          "The mapper failed: " + e.getClass().getSimpleName() + ".",
          "Report this with the log of Ditto's connectivity service for correlation id "
              + correlationId,
          e);
    }
  }

  private MessageMappingFailedException failed(
      ExternalMessage message, String correlationId, String reason, String fix, Throwable cause) {
    return MessageMappingFailedException.newBuilder(message.findContentType().orElse(""))
        .message("Mapper " + format.alias() + ": " + reason)
        .description(fix + ".")
        .cause(cause instanceof Exception ? cause : null)
        .dittoHeaders(
            DittoHeaders.of(message.getHeaders()).toBuilder().correlationId(correlationId).build())
        .build();
  }

  @Override
  public List<ExternalMessage> map(Adaptable adaptable) {
    return List.of();
  }

  @Override
  public final DittoHeaders getAdditionalInboundHeaders(ExternalMessage message) {
    return DittoHeaders.empty();
  }

  /** What one message says of others is lost if others see some of the messages. */
  private static void alone(Connection connection) {
    Map<String, Integer> counts =
        Map.of(
            "processorPoolSize", connection.getProcessorPoolSize(),
            "clientCount", connection.getClientCount());
    counts.forEach(
        (name, count) -> {
          if (count != 1) {
            throw new InvalidOption(
                name,
                "of the connection must be 1 with this mapper, is "
                    + count
                    + ": aliases and sequence numbers need all messages in order");
          }
        });
  }
}
