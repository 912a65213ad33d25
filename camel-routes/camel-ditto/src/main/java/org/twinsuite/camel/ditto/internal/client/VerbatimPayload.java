package org.twinsuite.camel.ditto.internal.client;

import java.time.Instant;
import java.util.Optional;
import org.eclipse.ditto.base.model.common.HttpStatus;
import org.eclipse.ditto.base.model.entity.metadata.Metadata;
import org.eclipse.ditto.json.JsonFieldSelector;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;
import org.eclipse.ditto.protocol.MessagePath;
import org.eclipse.ditto.protocol.Payload;
import org.eclipse.ditto.protocol.ProtocolFactory;

/** A payload that is sent as it is given; parsed only for who asks for its parts. */
record VerbatimPayload(JsonObject json) implements Payload {

  private Payload parsed() {
    return ProtocolFactory.newPayload(json);
  }

  @Override
  public JsonObject toJson() {
    return json;
  }

  @Override
  public MessagePath getPath() {
    return parsed().getPath();
  }

  @Override
  public Optional<JsonValue> getValue() {
    return json.getValue("value");
  }

  @Override
  public Optional<JsonObject> getExtra() {
    return parsed().getExtra();
  }

  @Override
  public Optional<HttpStatus> getHttpStatus() {
    return parsed().getHttpStatus();
  }

  @Override
  public Optional<Long> getRevision() {
    return parsed().getRevision();
  }

  @Override
  public Optional<Instant> getTimestamp() {
    return parsed().getTimestamp();
  }

  @Override
  public Optional<Metadata> getMetadata() {
    return parsed().getMetadata();
  }

  @Override
  public Optional<JsonFieldSelector> getFields() {
    return parsed().getFields();
  }
}
