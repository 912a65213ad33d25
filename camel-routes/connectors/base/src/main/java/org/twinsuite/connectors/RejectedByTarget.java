package org.twinsuite.connectors;

import java.util.Optional;

/**
 * The target understood and said no (HTTP 4xx other than 408, 425, 429), or the request cannot be
 * expressed in the target's terms. Repeating it does not help: park it for a person, with {@link
 * #getMessage()}, the target's own words.
 */
public final class RejectedByTarget extends ConnectorFailure {

  private final String code;
  private final String field;

  /**
   * @param status HTTP status, 0 if the request was refused before it was sent
   * @param code the target's own error code (such as BMXAA4195E), or null
   * @param field the field the target complains about, or null
   */
  public RejectedByTarget(String system, int status, String code, String field, String message) {
    super(system, status, message, null);
    this.code = code;
    this.field = field;
  }

  /** Refused before anything was sent, because {@code field} is missing or unusable. */
  public static RejectedByTarget beforeSending(String system, String field, String message) {
    return new RejectedByTarget(system, 0, null, field, message);
  }

  /** The target's own error code, empty if it gave none. */
  public Optional<String> code() {
    return Optional.ofNullable(code);
  }

  /** The field at fault, empty if unknown. */
  public Optional<String> field() {
    return Optional.ofNullable(field);
  }
}
