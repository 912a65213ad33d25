package org.twinsuite.predictors.flight;

import java.util.Map;
import java.util.function.LongUnaryOperator;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.twinsuite.predictors.InvalidBatchException;
import org.twinsuite.predictors.PredictionOptions;
import org.twinsuite.predictors.RequestSchema;

/**
 * What one client may ask of a server. A request beyond a limit is refused with the limit's name;
 * calls and memory beyond it are refused as exhausted, which clients repeat elsewhere or later.
 *
 * @param rows rows of a batch
 * @param values values of a batch, over all rows and properties
 * @param answers values of an answer, horizons of all rows together
 * @param messageBytes size of one message
 * @param memoryBytes memory that all batches of the server may hold together
 * @param calls calls at a time, waiting ones included
 */
public record ServerLimits(
    int rows, long values, long answers, int messageBytes, long memoryBytes, int calls) {

  private static final int MIB = 1 << 20;

  public ServerLimits {
    for (long limit : new long[] {rows, values, answers, messageBytes, memoryBytes, calls}) {
      if (limit < 1) {
        throw new IllegalArgumentException("every limit must be at least 1, was " + limit);
      }
    }
  }

  /** 65,536 rows, 20 million values in and out, 256 MiB a message, 2 GiB in all, 64 calls. */
  public static ServerLimits defaults() {
    return new ServerLimits(65_536, 20_000_000, 20_000_000, 256 * MIB, 2048L * MIB, 64);
  }

  /**
   * The defaults with what the environment overrides: {@code PREDICTORS_MAX_ROWS, _MAX_VALUES,
   * _MAX_ANSWERS, _MAX_MESSAGE_MIB, _MAX_MEMORY_MIB, _MAX_CALLS}.
   *
   * @throws IllegalArgumentException naming the variable that is not a positive whole number
   */
  public static ServerLimits of(Map<String, String> environment) {
    ServerLimits normal = defaults();
    return new ServerLimits(
        (int) number(environment, "PREDICTORS_MAX_ROWS", normal.rows, Integer.MAX_VALUE),
        number(environment, "PREDICTORS_MAX_VALUES", normal.values, Integer.MAX_VALUE),
        number(environment, "PREDICTORS_MAX_ANSWERS", normal.answers, Integer.MAX_VALUE),
        (int)
            mebibytes(
                environment, "PREDICTORS_MAX_MESSAGE_MIB", normal.messageBytes, Integer.MAX_VALUE),
        mebibytes(environment, "PREDICTORS_MAX_MEMORY_MIB", normal.memoryBytes, Long.MAX_VALUE),
        (int) number(environment, "PREDICTORS_MAX_CALLS", normal.calls, Integer.MAX_VALUE));
  }

  private static long mebibytes(
      Map<String, String> environment, String name, long otherwise, long most) {
    return MIB * number(environment, name, otherwise / MIB, most / MIB);
  }

  private static long number(
      Map<String, String> environment, String name, long otherwise, long most) {
    String text = environment.get(name);
    if (text == null || text.isBlank()) {
      return otherwise;
    }
    long value;
    try {
      value = Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      value = 0;
    }
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(
          "%s is not a valid limit: '%s'. Expected: a whole number from 1 to %d"
              .formatted(name, text, most));
    }
    return value;
  }

  /**
   * Checks a batch before anything is computed or allocated for it.
   *
   * @throws InvalidBatchException naming the limit
   */
  void check(VectorSchemaRoot request, PredictionOptions options) {
    int count = request.getRowCount();
    within("rows", count, rows, "send smaller batches");
    long found = 0;
    for (String property : RequestSchema.properties(request.getSchema())) {
      found += values((ListVector) request.getVector(property), property, count);
    }
    within("values", found, values, "send smaller batches or shorter histories");
    if (options.horizon().isPresent()) {
      within("answers", (long) count * options.horizon().getAsInt(), answers, "ask fewer steps");
    } else if (request.getVector(RequestSchema.HORIZON) instanceof IntVector horizons) {
      LongUnaryOperator steps = row -> horizons.isNull((int) row) ? 0 : horizons.get((int) row);
      long asked = 0;
      for (int row = 0; row < count; row++) {
        asked += Math.max(0, steps.applyAsLong(row));
      }
      within("answers", asked, answers, "ask fewer steps");
    }
  }

  /** Offsets come from the client: they must rise and end within the values that were sent. */
  private static long values(ListVector column, String property, int rows) {
    int sent = column.getDataVector() instanceof Float8Vector items ? items.getValueCount() : 0;
    int before = 0;
    for (int row = 0; row < rows; row++) {
      int start = column.getElementStartIndex(row);
      int end = column.getElementEndIndex(row);
      if (start < before || end < start || end > sent) {
        throw new InvalidBatchException(
            "column %s, row %d: its list reaches from %d to %d of %d values, the batch is damaged"
                .formatted(property, row, start, end, sent));
      }
      before = start;
    }
    return sent;
  }

  private static void within(String what, long found, long limit, String fix) {
    if (found > limit) {
      throw new InvalidBatchException(
          "%d %s, this server takes at most %d: %s".formatted(found, what, limit, fix));
    }
  }
}
