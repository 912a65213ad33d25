package org.twinsuite.predictors.rul;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.Test;
import org.twinsuite.predictors.Prediction;
import org.twinsuite.predictors.PredictionOptions;
import org.twinsuite.predictors.Predictions;
import org.twinsuite.predictors.SeriesBatch;
import org.twinsuite.predictors.SeriesRequest;
import org.twinsuite.predictors.SharedData;

/** NASA/IMS bearing test 2: bearing 1 fails at the end, the others only hear it. */
class BearingRunToFailureTest {

  private static final int A_DAY = 144;

  @Test
  void onlyTheFailingBearingIsFoundADayAhead() throws IOException {
    double[][] bearings = read();
    int length = bearings[0].length;

    List<Prediction> threeDaysAhead = at(bearings, length - 3 * A_DAY);
    List<Prediction> dayAhead = at(bearings, length - A_DAY);

    assertThat(threeDaysAhead).noneMatch(Prediction::ok);
    assertThat(dayAhead.get(0).ok()).isTrue();
    assertThat(dayAhead.get(0).lower()[0]).isLessThan(A_DAY);
    assertThat(dayAhead.subList(1, 4)).noneMatch(Prediction::ok);
  }

  private static List<Prediction> at(double[][] bearings, int length) {
    List<SeriesRequest> rows = new ArrayList<>();
    for (int i = 0; i < bearings.length; i++) {
      rows.add(
          SeriesRequest.of(
              "bearing " + (i + 1),
              Instant.parse("2004-02-12T10:32:39Z"),
              Duration.ofMinutes(10),
              1,
              Arrays.copyOf(bearings[i], length)));
    }
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot request = SeriesBatch.write(rows, allocator);
        VectorSchemaRoot response =
            DegradationTrend.relative().predict(request, PredictionOptions.defaults(), allocator)) {
      return Predictions.read(response);
    }
  }

  private static double[][] read() throws IOException {
    try (InputStream file =
            Files.newInputStream(
                SharedData.folder("ims").resolve("2nd_test_resmaple_10minutes.csv.gz"));
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(file), StandardCharsets.US_ASCII))) {
      List<String[]> lines = reader.lines().skip(1).map(line -> line.split(",")).toList();
      double[][] bearings = new double[4][lines.size()];
      for (int i = 0; i < lines.size(); i++) {
        for (int b = 0; b < 4; b++) {
          bearings[b][i] = Double.parseDouble(lines.get(i)[b + 2]);
        }
      }
      return bearings;
    }
  }
}
