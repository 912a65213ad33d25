package org.twinsuite.sandbox.cmms;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * One order in a stand-in's book, as it stood when it was asked for.
 *
 * @param number the system's own number
 * @param reference the caller's reference, empty if it gave none
 * @param assetnum the asset, empty if none was given
 * @param status the system's status
 * @param createdAt when it was created, by the stand-in's clock
 * @param changedAt when it was last changed
 * @param history every status it had, oldest first
 * @param files what hangs at it, oldest first
 * @param fields everything the caller sent, by the system's field names
 */
public record CmmsOrder(
    String number,
    String reference,
    String assetnum,
    String status,
    Instant createdAt,
    Instant changedAt,
    List<StatusChange> history,
    List<FileAt> files,
    JsonNode fields) {

  /** A file that hangs at the order. */
  public record FileAt(String name, String mediaType, byte[] content) {}

  /**
   * A status and since when.
   *
   * @param memo why, may be empty
   */
  public record StatusChange(String status, Instant at, String memo) {}

  /** The time in a field the caller sent, null if there is none. */
  public Instant time(String field) {
    String text = fields.path(field).asText("");
    return text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
  }

  /** When the order got this status first, null if never. */
  public Instant firstAt(String wanted) {
    return history.stream()
        .filter(change -> change.status().equals(wanted))
        .map(StatusChange::at)
        .findFirst()
        .orElse(null);
  }
}
