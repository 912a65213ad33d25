package org.twinsuite.connectors.cmms;

import java.util.StringJoiner;

/**
 * The texts of an order within a system's limits. Nothing is lost: what a field cannot hold stands
 * in the long text.
 */
public final class OrderText {

  private static final String MARK = "…";

  private OrderText() {}

  /**
   * At most {@code length} characters; a shortened text ends with an ellipsis. Never splits a
   * surrogate pair.
   */
  public static String shorten(String text, int length) {
    String line = text.replaceAll("\\s+", " ").strip();
    if (line.length() <= length) {
      return line;
    }
    int end = length - MARK.length();
    if (Character.isHighSurrogate(line.charAt(end - 1))) {
      end--;
    }
    return line.substring(0, end).stripTrailing() + MARK;
  }

  /**
   * The long text: the full title if {@code titleLength} cuts it, the evidence, and where it comes
   * from.
   *
   * @param unmapped codes that have no entry in the tables, or an empty text
   */
  public static String longText(WorkOrderRequest request, int titleLength, String unmapped) {
    StringJoiner text = new StringJoiner("\n");
    if (!shorten(request.title(), titleLength).equals(request.title())) {
      text.add(request.title()).add("");
    }
    text.add(request.longText()).add("");
    if (!unmapped.isEmpty()) {
      text.add("Without a code in this system: " + unmapped);
    }
    if (request.evidenceUrl() != null) {
      text.add("Evidence: " + request.evidenceUrl());
    }
    text.add("Thing: " + request.thingId());
    text.add("Reference: " + request.reference());
    text.add("Correlation: " + request.correlationId());
    return text.toString();
  }
}
