package org.twinsuite.rules.table;

/**
 * One thing wrong in a pack.
 *
 * @param file file name
 * @param sheet sheet of a workbook; empty for other files
 * @param place cell such as {@code B10}, or a line; empty if it concerns the whole file
 * @param message what is wrong and how to put it right
 */
public record TableError(String file, String sheet, String place, String message) {

  private static final int MOST = 1000;

  /** Cuts a message that quotes a very long text, and makes it printable. */
  public TableError {
    message = TableText.printable(message, MOST);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(file);
    if (!sheet.isEmpty()) {
      text.append(", sheet ").append(sheet);
    }
    if (!place.isEmpty()) {
      text.append(", ").append(place);
    }
    return text.append(": ").append(message).toString();
  }
}
