package org.twinsuite.sandbox.ditto.wot;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.eclipse.ditto.base.model.common.HttpStatus;
import org.eclipse.ditto.base.model.exceptions.DittoRuntimeException;
import org.eclipse.ditto.base.model.headers.DittoHeaders;
import org.eclipse.ditto.json.JsonArrayBuilder;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonField;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.eclipse.ditto.json.JsonPointer;

/** What Ditto answers about Thing Models. */
public final class WotError extends DittoRuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Map<JsonPointer, List<String>> details;

  private WotError(
      String code,
      HttpStatus status,
      DittoHeaders headers,
      String message,
      String description,
      Map<JsonPointer, List<String>> details) {
    super(code, status, headers, message, description, null, null);
    this.details = details;
  }

  /** The model at a URL cannot be loaded. */
  static WotError notAccessible(String url) {
    return new WotError(
        "wot:tm.notfound",
        HttpStatus.tryGetInstance(421).orElseThrow(),
        DittoHeaders.empty(),
        "The WoT ThingModel at URI '" + url + "' could not be accessed.",
        "Please ensure that the linked ThingModel is publicly available in order to be downloaded.",
        Map.of());
  }

  /** What was loaded is no Thing Model. */
  static WotError noModel(String url, String why) {
    return new WotError(
        "wot:tm.invalid",
        HttpStatus.BAD_REQUEST,
        DittoHeaders.empty(),
        "The WoT ThingModel at URI '" + url + "' was not valid.",
        "Please ensure that the linked ThingModel is valid regarding to the WoT (Web of Things)"
            + " specification: "
            + why,
        Map.of());
  }

  /** A model uses prefixes that its context does not define; since Ditto 3.9.0. */
  static WotError undefinedPrefixes(String url, Set<String> prefixes) {
    return new WotError(
        "wot:validation.error",
        HttpStatus.BAD_REQUEST,
        DittoHeaders.empty(),
        "The WoT model at <"
            + url
            + "> uses the following context prefixes which are not defined in @context: "
            + prefixes,
        "Please ensure that all prefixes used in the WoT ThingModel or ThingDescription (e.g.,"
            + " 'ditto:category', 'ace:custom') have their prefix defined in the @context. For"
            + " example, add {\"ditto\": \"https://ditto.eclipseprojects.io/wot/ditto-extension#\"}"
            + " to the @context array.",
        Map.of());
  }

  /** A payload does not fit; without places. */
  static WotError payload(String description) {
    return payload(description, Map.of());
  }

  /**
   * A payload does not fit.
   *
   * @param details what is wrong, by the places where it is wrong.
   */
  static WotError payload(String description, Map<JsonPointer, List<String>> details) {
    return new WotError(
        "wot:payload.validation.error",
        HttpStatus.BAD_REQUEST,
        DittoHeaders.empty(),
        "The provided payload did not conform to the specified WoT (Web of Things) model.",
        description,
        details);
  }

  @Override
  protected void appendToJson(JsonObjectBuilder json, Predicate<JsonField> predicate) {
    if (details.isEmpty()) {
      return;
    }
    JsonObjectBuilder places = JsonFactory.newObjectBuilder();
    details.forEach(
        (place, texts) -> {
          JsonArrayBuilder array = JsonFactory.newArrayBuilder();
          texts.forEach(array::add);
          places.set(JsonFactory.newKey(place.toString()), array.build());
        });
    json.set("validationDetails", places.build());
  }

  @Override
  public DittoRuntimeException setDittoHeaders(DittoHeaders headers) {
    return new WotError(
        getErrorCode(),
        getHttpStatus(),
        headers,
        getMessage(),
        getDescription().orElse(null),
        details);
  }
}
