package org.twinsuite.predictors.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Lays trees out flat, siblings side by side, parents before children. */
public final class FlatForestBuilder {

  /** A tree as a trainer hands it over. */
  public sealed interface Node {
    /** Training rows (or their weight) below the node. */
    double cover();
  }

  /**
   * An inner node.
   *
   * @param feature index of the feature
   * @param threshold values below go left
   */
  public record Split(int feature, float threshold, Node left, Node right, double cover)
      implements Node {}

  /**
   * An end.
   *
   * @param output what it adds to the sum
   */
  public record Leaf(float output, double cover) implements Node {}

  private record Placed(Node node, int at) {}

  private final List<Integer> roots = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();
  private final List<Integer> children = new ArrayList<>();

  /** Adds a tree. */
  public FlatForestBuilder add(Node root) {
    Deque<Placed> open = new ArrayDeque<>();
    roots.add(nodes.size());
    open.add(new Placed(root, place(root)));
    while (!open.isEmpty()) {
      Placed placed = open.remove();
      if (placed.node() instanceof Split split) {
        int left = place(split.left());
        int right = place(split.right());
        children.set(placed.at(), left);
        open.add(new Placed(split.left(), left));
        open.add(new Placed(split.right(), right));
      }
    }
    return this;
  }

  /**
   * Builds the forest.
   *
   * @param base added to the sum of all trees
   * @param features number of features of a row
   */
  public FlatForest build(double base, int features) {
    int count = nodes.size();
    short[] feature = new short[count];
    float[] threshold = new float[count];
    int[] left = new int[count];
    float[] value = new float[count];
    for (int i = count - 1; i >= 0; i--) {
      left[i] = children.get(i);
      if (nodes.get(i) instanceof Split split) {
        feature[i] = (short) split.feature();
        threshold[i] = split.threshold();
        double leftCover = split.left().cover();
        double rightCover = split.right().cover();
        value[i] =
            (float)
                ((value[left[i]] * leftCover + value[left[i] + 1] * rightCover)
                    / (leftCover + rightCover));
      } else if (nodes.get(i) instanceof Leaf leaf) {
        feature[i] = -1;
        value[i] = leaf.output();
      }
    }
    return new FlatForest(
        base,
        features,
        roots.stream().mapToInt(Integer::intValue).toArray(),
        feature,
        threshold,
        left,
        value);
  }

  private int place(Node node) {
    nodes.add(node);
    children.add(0);
    return nodes.size() - 1;
  }
}
