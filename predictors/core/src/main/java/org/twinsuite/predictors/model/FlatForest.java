package org.twinsuite.predictors.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A sum of regression trees in flat arrays: scoring walks indices and needs no library.
 *
 * <p>Node {@code i} of the forest splits on {@code feature[i]}: values below {@code threshold[i]}
 * go to {@code left[i]}, others to {@code left[i] + 1}; a feature of -1 marks a leaf. {@code
 * value[i]} is the mean output below the node (of a leaf: its output), which makes the path's
 * differences an attribution.
 */
public final class FlatForest {

  private static final int LEAF = -1;

  private final double base;
  private final int features;
  private final int[] roots;
  private final short[] feature;
  private final float[] threshold;
  private final int[] left;
  private final float[] value;

  FlatForest(
      double base,
      int features,
      int[] roots,
      short[] feature,
      float[] threshold,
      int[] left,
      float[] value) {
    this.base = base;
    this.features = features;
    this.roots = roots;
    this.feature = feature;
    this.threshold = threshold;
    this.left = left;
    this.value = value;
  }

  /** Number of features a row must have. */
  public int features() {
    return features;
  }

  public int trees() {
    return roots.length;
  }

  /** Output for one row of features starting at an offset. */
  public double score(float[] rows, int offset) {
    double sum = base;
    for (int root : roots) {
      sum += value[leaf(root, rows, offset)];
    }
    return sum;
  }

  /** Adds the output of each row to {@code sums}; tree by tree, so a tree stays in the cache. */
  public void addScores(float[] rows, int count, double[] sums) {
    for (int i = 0; i < count; i++) {
      sums[i] += base;
    }
    for (int root : roots) {
      for (int i = 0, offset = 0; i < count; i++, offset += features) {
        sums[i] += value[leaf(root, rows, offset)];
      }
    }
  }

  /**
   * Adds to {@code contributions} how much each feature moved the output of a row away from the
   * forest's mean: differences of node means along the path (Saabas, 2014).
   *
   * @return the forest's mean output, to which all contributions add up to the score
   */
  public double addContributions(float[] rows, int offset, double[] contributions) {
    double mean = base;
    for (int root : roots) {
      int node = root;
      mean += value[root];
      while (feature[node] != LEAF) {
        int next = left[node] + (rows[offset + feature[node]] < threshold[node] ? 0 : 1);
        contributions[feature[node]] += value[next] - value[node];
        node = next;
      }
    }
    return mean;
  }

  private int leaf(int root, float[] rows, int offset) {
    int node = root;
    while (feature[node] != LEAF) {
      node = left[node] + (rows[offset + feature[node]] < threshold[node] ? 0 : 1);
    }
    return node;
  }

  /** Writes the forest. */
  public void write(DataOutput out) throws IOException {
    out.writeDouble(base);
    out.writeInt(features);
    out.writeInt(roots.length);
    for (int root : roots) {
      out.writeInt(root);
    }
    out.writeInt(feature.length);
    for (int i = 0; i < feature.length; i++) {
      out.writeShort(feature[i]);
      out.writeFloat(threshold[i]);
      out.writeInt(left[i]);
      out.writeFloat(value[i]);
    }
  }

  /**
   * Reads a forest.
   *
   * @throws IOException if an index points outside the forest or back up the tree
   */
  public static FlatForest read(DataInput in) throws IOException {
    double base = in.readDouble();
    int features = in.readInt();
    int[] roots = new int[length(in.readInt())];
    for (int i = 0; i < roots.length; i++) {
      roots[i] = in.readInt();
    }
    int nodes = length(in.readInt());
    short[] feature = new short[nodes];
    float[] threshold = new float[nodes];
    int[] left = new int[nodes];
    float[] value = new float[nodes];
    for (int i = 0; i < nodes; i++) {
      feature[i] = in.readShort();
      threshold[i] = in.readFloat();
      left[i] = in.readInt();
      value[i] = in.readFloat();
      boolean leaf = feature[i] == LEAF;
      boolean inside = left[i] > i && left[i] + 1 < nodes && feature[i] < features;
      if (feature[i] < LEAF || (!leaf && !inside)) {
        throw new IOException("node " + i + " of the forest points outside it");
      }
    }
    for (int root : roots) {
      if (root < 0 || root >= nodes) {
        throw new IOException("a root of the forest points outside it");
      }
    }
    return new FlatForest(base, features, roots, feature, threshold, left, value);
  }

  private static int length(int read) throws IOException {
    if (read < 0 || read > 50_000_000) {
      throw new IOException("a forest of " + read + " entries");
    }
    return read;
  }
}
