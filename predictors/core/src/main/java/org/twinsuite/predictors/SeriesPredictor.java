package org.twinsuite.predictors;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/**
 * Base of predictors that work on Java arrays: checks the batch, keeps bad rows from good ones,
 * honours the deadline and writes the response. Implementors see sound rows only.
 */
public abstract class SeriesPredictor implements Predictor {

  private static final int CHUNK = 256;

  /**
   * Predicts sound rows.
   *
   * @return one prediction per row, in order
   */
  protected abstract List<Prediction> predict(List<SeriesRequest> rows, PredictionOptions options);

  @Override
  public final VectorSchemaRoot predict(
      VectorSchemaRoot request, PredictionOptions options, BufferAllocator allocator) {
    RequestSchema.check(request.getSchema(), requestSchema());
    List<String> properties = columns(request);
    Prediction[] answers = new Prediction[request.getRowCount()];
    for (int from = 0; from < answers.length; from += CHUNK) {
      int to = Math.min(from + CHUNK, answers.length);
      predictChunk(request, options, properties, answers, from, to);
    }
    return Predictions.write(Arrays.asList(answers), responseSchema(), allocator);
  }

  /** What stands in the column {@code model}. */
  protected final String model() {
    return name() + ":" + version();
  }

  private List<String> columns(VectorSchemaRoot request) {
    List<String> needed = RequestSchema.properties(requestSchema());
    if (needed.equals(List.of(RequestSchema.VALUE))) {
      return RequestSchema.properties(request.getSchema()).subList(0, 1);
    }
    return needed;
  }

  private void predictChunk(
      VectorSchemaRoot request,
      PredictionOptions options,
      List<String> properties,
      Prediction[] answers,
      int from,
      int to) {
    List<SeriesRequest> sound = new ArrayList<>(to - from);
    List<Integer> places = new ArrayList<>(to - from);
    boolean late = options.expired();
    for (int row = from; row < to; row++) {
      String problem = late ? Status.DEADLINE : RowCheck.problem(request, row, properties);
      if (problem == null) {
        sound.add(SeriesBatch.read(request, row, properties));
        places.add(row);
      } else {
        answers[row] = Prediction.refused(id(request, row), model(), problem);
      }
    }
    List<Prediction> predicted = sound.isEmpty() ? List.of() : guarded(sound, options);
    for (int i = 0; i < places.size(); i++) {
      answers[places.get(i)] = believable(predicted.get(i));
    }
  }

  /** A remaining life of NaN means "no end in sight"; any other answer needs a number. */
  private Prediction believable(Prediction answer) {
    boolean empty =
        answer.mean().length > 0 && Arrays.stream(answer.mean()).allMatch(Double::isNaN);
    return answer.ok()
            && empty
            && ResponseSchema.answer(responseSchema()) != ResponseSchema.Answer.LIFE
        ? Prediction.refused(answer.seriesId(), model(), Status.NO_NUMBER)
        : answer;
  }

  /** If the chunk fails as a whole, its rows are tried one by one, so only the guilty one fails. */
  private List<Prediction> guarded(List<SeriesRequest> rows, PredictionOptions options) {
    try {
      return predict(rows, options);
    } catch (RuntimeException e) {
      if (rows.size() == 1) {
        return List.of(Prediction.refused(rows.get(0).seriesId(), model(), Status.failed(e)));
      }
      List<Prediction> answers = new ArrayList<>(rows.size());
      rows.forEach(row -> answers.addAll(guarded(List.of(row), options)));
      return answers;
    }
  }

  private static String id(VectorSchemaRoot request, int row) {
    VarCharVector ids = (VarCharVector) request.getVector(RequestSchema.SERIES_ID);
    return ids.isNull(row) ? "" : new String(ids.get(row), StandardCharsets.UTF_8);
  }
}
