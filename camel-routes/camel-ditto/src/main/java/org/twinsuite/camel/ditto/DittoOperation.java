package org.twinsuite.camel.ditto;

/** What a producer does. All but search and history act on the thing and path of the message. */
public enum DittoOperation {
  /** Reads the thing or the value at the path. */
  retrieve,
  /** Creates the thing; fails with status 409 when it exists. */
  create,
  /** Creates or replaces the thing or the value at the path. */
  put,
  /** Creates or replaces the value at the path, which must be given. */
  putProperty,
  /** Applies a merge patch (RFC 7396) to the thing or the value at the path. */
  merge,
  /** Applies a merge patch to the value at the path, which must be given. */
  mergeProperty,
  /** Deletes the thing or the value at the path. */
  delete,
  /** Deletes the value at the path, which must be given. */
  deleteProperty,
  /** Searches things by an RQL filter; one page, or all pages as an iterator. */
  search,
  /** Reads the changes of a thing by revision or time as a list of {@link TwinChange}. */
  history,
  /** Sends a live message to the thing and waits for the answer. */
  message;

  public boolean needsPath() {
    return this == putProperty || this == mergeProperty || this == deleteProperty;
  }
}
