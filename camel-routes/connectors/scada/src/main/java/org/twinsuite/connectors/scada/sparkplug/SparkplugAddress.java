package org.twinsuite.connectors.scada.sparkplug;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A metric: {@code group/node:metric} or {@code group/node/device:metric}; the metric's name may
 * contain slashes and colons.
 *
 * @param device null for a metric of the node itself
 */
record SparkplugAddress(EdgeNode node, String device, String metric) {

  private static final Pattern WRITTEN =
      Pattern.compile("([^/+#:]+)/([^/+#:]+)(?:/([^/+#:]+))?:(.+)");

  /** Who publishes and keeps the sequence. */
  record EdgeNode(String group, String name) {
    @Override
    public String toString() {
      return group + "/" + name;
    }
  }

  /**
   * @throws IllegalArgumentException how to write it
   */
  static SparkplugAddress of(String text) {
    Matcher matcher = WRITTEN.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "tag '"
              + text
              + "' is not a metric, write group/node:metric or group/node/device:metric");
    }
    return new SparkplugAddress(
        new EdgeNode(matcher.group(1), matcher.group(2)), matcher.group(3), matcher.group(4));
  }
}
