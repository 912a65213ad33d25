package org.twinsuite.camel.hono.amqp;

import java.util.UUID;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.twinsuite.camel.hono.CommandResponse;
import org.twinsuite.camel.hono.CommandTarget;
import org.twinsuite.camel.hono.HonoConstants;

/** Commands and responses in the form of Hono's Command and Control API for AMQP 1.0. */
final class CommandMessage {

  private CommandMessage() {}

  /**
   * @param correlationId null for a one-way command
   * @param replyTo null for a one-way command
   * @throws InvalidPayloadException when the body has no form in bytes
   */
  static org.apache.qpid.proton.message.Message of(
      Message message, CommandTarget target, String to, String correlationId, String replyTo)
      throws InvalidPayloadException {
    org.apache.qpid.proton.message.Message command =
        org.apache.qpid.proton.message.Message.Factory.create();
    command.setAddress(to);
    command.setSubject(target.subject());
    command.setMessageId(UUID.randomUUID().toString());
    command.setCreationTime(System.currentTimeMillis());
    if (correlationId != null) {
      command.setCorrelationId(correlationId);
      command.setReplyTo(replyTo);
    }
    String contentType = message.getHeader(HonoConstants.CONTENT_TYPE, String.class);
    if (contentType != null) {
      command.setContentType(contentType);
    }
    if (message.getBody() != null) {
      command.setBody(AmqpMessage.data(message.getMandatoryBody(byte[].class)));
    }
    return command;
  }

  static CommandResponse response(org.apache.qpid.proton.message.Message message) {
    Object id = message.getCorrelationId();
    return new CommandResponse(
        id == null ? null : id.toString(),
        CommandResponse.status(AmqpMessage.text(message, "status")),
        message.getContentType(),
        AmqpMessage.payload(message));
  }
}
