package org.twinsuite.predictors.onnx;

import ai.onnxruntime.OnnxTensor;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/** Reads an output tensor into one array per row. */
final class OnnxAnswers {

  private OnnxAnswers() {}

  static double[][] read(OnnxOutput output, OnnxTensor tensor, int rows) {
    long[] shape = tensor.getInfo().getShape();
    int last = shape.length == 0 ? 0 : (int) shape[shape.length - 1];
    int stride = output.index() == null ? 1 : last;
    int offset = output.index() == null ? 0 : output.index();
    if (shape.length == 0 || shape[0] != rows) {
      throw OnnxSession.wrong(
          "output %s has the shape %s for %d rows, its first axis must be the batch",
          output.tensor(), Arrays.toString(shape), rows);
    }
    if (output.index() != null && (shape.length < 2 || offset >= last)) {
      throw OnnxSession.wrong(
          "output %s has the shape %s, its last axis has no element %d",
          output.tensor(), Arrays.toString(shape), offset);
    }
    int perRow = (int) (Arrays.stream(shape).reduce(1, (a, b) -> a * b) / rows);
    IntToDoubleFunction element = elements(output, tensor);
    double[][] answers = new double[rows][perRow / stride];
    for (int row = 0; row < rows; row++) {
      for (int step = 0; step < answers[row].length; step++) {
        double value = element.applyAsDouble(row * perRow + step * stride + offset);
        answers[row][step] = output.scaling().out(value);
      }
    }
    return answers;
  }

  private static IntToDoubleFunction elements(OnnxOutput output, OnnxTensor tensor) {
    return switch (tensor.getInfo().type) {
      case FLOAT -> {
        FloatBuffer buffer = tensor.getFloatBuffer();
        yield buffer::get;
      }
      case DOUBLE -> {
        DoubleBuffer buffer = tensor.getDoubleBuffer();
        yield buffer::get;
      }
      case INT32 -> {
        IntBuffer buffer = tensor.getIntBuffer();
        yield buffer::get;
      }
      case INT64 -> {
        LongBuffer buffer = tensor.getLongBuffer();
        yield buffer::get;
      }
      default ->
          throw OnnxSession.wrong(
              "output %s is %s, numbers are needed", output.tensor(), tensor.getInfo().type);
    };
  }
}
