package org.twinsuite.predictors.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The model in ONNX Runtime, held against its manifest; the only class that knows the runtime. */
final class OnnxSession implements AutoCloseable {

  private final OnnxManifest manifest;
  private final OrtSession session;
  private final boolean rowByRow;

  private OnnxSession(OnnxManifest manifest, OrtSession session) throws OrtException {
    this.manifest = manifest;
    this.session = session;
    this.rowByRow = checkInputs();
    checkOutputs();
  }

  /**
   * Opens a model and tries it once.
   *
   * @throws IllegalArgumentException if the runtime refuses it or it does not fit the manifest
   */
  static OnnxSession open(OnnxManifest manifest, byte[] model) {
    try {
      OrtEnvironment environment =
          OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "predictors");
      environment.setTelemetry(false);
      OrtSession session;
      try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        session = environment.createSession(model, options);
      }
      OnnxSession opened = null;
      try {
        opened = new OnnxSession(manifest, session);
        opened.trial();
        return opened;
      } catch (OrtException | RuntimeException e) {
        session.close();
        throw e;
      }
    } catch (OrtException e) {
      throw new IllegalArgumentException("the runtime refuses it: " + e.getMessage(), e);
    }
  }

  /** Two rows of zeros: shapes that only show when it runs are found at once. */
  private void trial() throws OrtException {
    int rows = 2;
    List<double[]> zeros =
        manifest.inputs().stream().map(input -> new double[rows * input.size()]).toList();
    double[][][] answer = run(zeros, rows);
    for (double[][] column : answer) {
      if (manifest.answer() == OnnxManifest.Answer.LIFE && column[0].length != 1) {
        throw new IllegalArgumentException(
            "it answers %d values a row, a remaining life is one".formatted(column[0].length));
      }
    }
  }

  /** Runs rows; per output of the manifest, per row its values. */
  double[][][] run(List<double[]> inputs, int rows) throws OrtException {
    double[][][] answers = new double[manifest.outputs().size()][rows][];
    int step = rowByRow ? 1 : rows;
    for (int from = 0; from < rows; from += step) {
      Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
      try {
        for (int i = 0; i < inputs.size(); i++) {
          OnnxInput input = manifest.inputs().get(i);
          int size = input.size();
          tensors.put(
              input.tensor(),
              tensor(
                  input,
                  Arrays.copyOfRange(inputs.get(i), from * size, (from + step) * size),
                  step));
        }
        try (OrtSession.Result result = session.run(tensors, outputs())) {
          for (int o = 0; o < answers.length; o++) {
            OnnxOutput output = manifest.outputs().get(o);
            OnnxTensor tensor = (OnnxTensor) result.get(output.tensor()).orElseThrow();
            System.arraycopy(OnnxAnswers.read(output, tensor, step), 0, answers[o], from, step);
          }
        }
      } finally {
        tensors.values().forEach(OnnxTensor::close);
      }
    }
    return answers;
  }

  private Set<String> outputs() {
    return manifest.outputs().stream().map(OnnxOutput::tensor).collect(Collectors.toSet());
  }

  private static OnnxTensor tensor(OnnxInput input, double[] values, int rows) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    long[] dimensions = input.dimensions(rows);
    return switch (input.type()) {
      case FLOAT32 -> {
        FloatBuffer buffer = FloatBuffer.allocate(values.length);
        Arrays.stream(values).forEach(v -> buffer.put((float) v));
        yield OnnxTensor.createTensor(environment, buffer.flip(), dimensions);
      }
      case FLOAT64 -> OnnxTensor.createTensor(environment, DoubleBuffer.wrap(values), dimensions);
      case INT32 ->
          OnnxTensor.createTensor(
              environment,
              IntBuffer.wrap(Arrays.stream(values).mapToInt(v -> (int) Math.round(v)).toArray()),
              dimensions);
      case INT64 ->
          OnnxTensor.createTensor(
              environment,
              LongBuffer.wrap(Arrays.stream(values).mapToLong(Math::round).toArray()),
              dimensions);
    };
  }

  /** Whether the model takes one row at a time. */
  private boolean checkInputs() throws OrtException {
    Map<String, NodeInfo> found = session.getInputInfo();
    boolean single = false;
    for (OnnxInput input : manifest.inputs()) {
      TensorInfo info = tensorInfo(found, input.tensor(), "input");
      if (info.type != javaType(input.type())) {
        throw wrong(
            "input %s is %s in the model, the manifest says %s",
            input.tensor(), info.type, input.type());
      }
      long[] wanted = input.dimensions(1);
      long[] has = info.getShape();
      boolean fits = has.length == wanted.length;
      for (int i = 1; fits && i < has.length; i++) {
        fits = has[i] < 0 || has[i] == wanted[i];
      }
      if (!fits || has[0] > 1) {
        throw wrong(
            "input %s has the shape %s in the model (−1 = any), the manifest makes %s of it",
            input.tensor(), Arrays.toString(has), Arrays.toString(wanted));
      }
      single |= has[0] == 1;
    }
    for (String name : found.keySet()) {
      if (manifest.inputs().stream().noneMatch(input -> input.tensor().equals(name))) {
        throw wrong("the model needs the input %s, the manifest has none of that name", name);
      }
    }
    return single;
  }

  private void checkOutputs() throws OrtException {
    for (OnnxOutput output : manifest.outputs()) {
      tensorInfo(session.getOutputInfo(), output.tensor(), "output");
    }
  }

  private static TensorInfo tensorInfo(Map<String, NodeInfo> found, String name, String what) {
    NodeInfo node = found.get(name);
    if (node == null) {
      throw wrong("the model has no %s %s, but %s", what, name, found.keySet());
    }
    if (node.getInfo() instanceof TensorInfo info) {
      return info;
    }
    throw wrong("the %s %s is not a tensor of the model", what, name);
  }

  private static OnnxJavaType javaType(OnnxInput.Type type) {
    return switch (type) {
      case FLOAT32 -> OnnxJavaType.FLOAT;
      case FLOAT64 -> OnnxJavaType.DOUBLE;
      case INT32 -> OnnxJavaType.INT32;
      case INT64 -> OnnxJavaType.INT64;
    };
  }

  static IllegalArgumentException wrong(String format, Object... values) {
    return new IllegalArgumentException(format.formatted(values));
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
