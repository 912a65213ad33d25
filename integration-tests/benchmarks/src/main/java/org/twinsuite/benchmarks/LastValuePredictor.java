package org.twinsuite.benchmarks;

import java.nio.charset.StandardCharsets;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.types.pojo.Schema;
import org.twinsuite.predictors.DoubleLists;
import org.twinsuite.predictors.PredictionOptions;
import org.twinsuite.predictors.Predictor;
import org.twinsuite.predictors.RequestSchema;
import org.twinsuite.predictors.ResponseSchema;
import org.twinsuite.predictors.Status;

/** Next to no work per series, so that what is measured is the way to it and back. */
final class LastValuePredictor implements Predictor {

  @Override
  public String name() {
    return "last-value";
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public Schema requestSchema() {
    return RequestSchema.of(RequestSchema.VALUE);
  }

  @Override
  public VectorSchemaRoot predict(
      VectorSchemaRoot request, PredictionOptions options, BufferAllocator allocator) {
    RequestSchema.check(request.getSchema(), requestSchema());
    int rows = request.getRowCount();
    VectorSchemaRoot response = VectorSchemaRoot.create(responseSchema(), allocator);
    ListVector values = (ListVector) request.getVector(RequestSchema.VALUE);
    double[][] last = new double[rows][];
    byte[] model = (name() + ":" + version()).getBytes(StandardCharsets.UTF_8);
    byte[] ok = Status.OK.getBytes(StandardCharsets.UTF_8);
    VarCharVector ids = (VarCharVector) request.getVector(RequestSchema.SERIES_ID);
    VarCharVector id = (VarCharVector) response.getVector(ResponseSchema.SERIES_ID);
    VarCharVector models = (VarCharVector) response.getVector(ResponseSchema.MODEL);
    VarCharVector status = (VarCharVector) response.getVector(ResponseSchema.STATUS);
    for (int i = 0; i < rows; i++) {
      double[] row = DoubleLists.read(values, i);
      last[i] = new double[] {row.length == 0 ? Double.NaN : row[row.length - 1]};
      id.setSafe(i, ids.get(i));
      models.setSafe(i, model);
      status.setSafe(i, ok);
    }
    for (String column : new String[] {"mean", "lower", "upper"}) {
      DoubleLists.write((ListVector) response.getVector(column), rows, i -> last[i]);
    }
    response.setRowCount(rows);
    return response;
  }
}
