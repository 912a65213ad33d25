package org.twinsuite.sandbox.ditto;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.ditto.base.model.exceptions.DittoRuntimeException;
import org.eclipse.ditto.base.model.exceptions.InvalidRqlExpressionException;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.thingsearch.model.signals.commands.exceptions.InvalidOptionException;

/**
 * The {@code option} of a search.
 *
 * @param size things of a page, 25 unless given, 200 at most.
 * @param sort order, by thing id in the end.
 * @param cursor where to go on, {@code null} at the beginning.
 * @param offset where to begin, negative unless it was given with {@code limit}.
 */
record SearchOptions(int size, List<Sort> sort, String cursor, int offset) {

  private static final int DEFAULT_SIZE = 25;
  private static final int LARGEST_SIZE = 200;
  private static final Pattern OPTION = Pattern.compile("\\s*(\\w+)\\(([^)]*)\\)\\s*(,|$)");

  /** One property to order by. */
  record Sort(JsonPointer property, boolean descending) {}

  static SearchOptions parse(String text) {
    int size = DEFAULT_SIZE;
    List<Sort> sort = new ArrayList<>();
    String cursor = null;
    int offset = -1;
    if (text != null && !text.isBlank()) {
      Matcher matcher = OPTION.matcher(text);
      int end = 0;
      while (end < text.length()) {
        if (!matcher.find(end) || matcher.start() != end) {
          throw invalid(text);
        }
        String value = matcher.group(2);
        switch (matcher.group(1)) {
          case "size" -> size = size(value, text);
          case "sort" -> sort.addAll(sort(value, text));
          case "cursor" -> cursor = value;
          case "limit" -> {
            String[] limit = value.split(",", 2);
            offset = Integer.parseInt(limit[0].trim());
            size = size(limit[limit.length - 1], text);
          }
          default -> throw invalid(text);
        }
        end = matcher.end();
      }
    }
    return new SearchOptions(size, List.copyOf(sort), cursor, offset);
  }

  private static int size(String value, String text) {
    int size;
    try {
      size = Integer.parseInt(value.trim());
    } catch (NumberFormatException e) {
      throw invalid(text);
    }
    if (size < 1 || size > LARGEST_SIZE) {
      throw InvalidOptionException.newBuilder()
          .message(
              "Parameter <size> must be less than or equal to <"
                  + LARGEST_SIZE
                  + "> but it was <"
                  + size
                  + ">!")
          .build();
    }
    return size;
  }

  private static List<Sort> sort(String value, String text) {
    List<Sort> sort = new ArrayList<>();
    for (String entry : value.split(",")) {
      if (entry.isEmpty() || "+- ".indexOf(entry.charAt(0)) < 0) {
        throw invalid(text);
      }
      // a plus that was not percent-encoded arrives as a space
      sort.add(new Sort(JsonPointer.of(entry.substring(1)), entry.charAt(0) == '-'));
    }
    return sort;
  }

  private static DittoRuntimeException invalid(String text) {
    return InvalidRqlExpressionException.newBuilder()
        .message("The option '" + text + "' is not valid.")
        .build();
  }
}
