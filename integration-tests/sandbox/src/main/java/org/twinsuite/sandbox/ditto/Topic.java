package org.twinsuite.sandbox.ditto;

import org.eclipse.ditto.base.model.exceptions.DittoRuntimeException;
import org.eclipse.ditto.base.model.headers.DittoHeaders;
import org.eclipse.ditto.protocol.adapter.UnknownTopicPathException;

/**
 * A Ditto protocol topic. Own parser because the streaming subscription topics are newer than the
 * protocol library.
 *
 * @param namespace namespace of the entity, {@code _} for any.
 * @param name name of the entity, {@code _} for any.
 * @param group {@code things} or {@code policies}.
 * @param channel {@code twin}, {@code live}, or {@code none} for policies.
 * @param criterion {@code commands}, {@code events}, {@code messages}, {@code search}, …
 * @param action what follows the criterion, empty when nothing does; a message subject may hold
 *     slashes.
 */
record Topic(
    String namespace, String name, String group, String channel, String criterion, String action) {

  static final String THINGS = "things";
  static final String POLICIES = "policies";

  static Topic parse(String text) {
    String[] parts = text.split("/", 5);
    if (parts.length < 4) {
      throw unknown(text);
    }
    if (POLICIES.equals(parts[2])) {
      return new Topic(
          parts[0], parts[1], POLICIES, "none", parts[3], parts.length > 4 ? parts[4] : "");
    }
    if (!THINGS.equals(parts[2]) || parts.length < 5) {
      throw unknown(text);
    }
    int slash = parts[4].indexOf('/');
    String criterion = slash < 0 ? parts[4] : parts[4].substring(0, slash);
    String action = slash < 0 ? "" : parts[4].substring(slash + 1);
    return new Topic(parts[0], parts[1], THINGS, parts[3], criterion, action);
  }

  /** The id this topic is about, {@code namespace:name}. */
  String entityId() {
    return namespace + ":" + name;
  }

  /** The same entity, group and channel with another criterion and action. */
  String with(String otherCriterion, String otherAction) {
    String prefix = namespace + "/" + name + "/" + group + "/";
    String middle = POLICIES.equals(group) ? "" : channel + "/";
    return prefix + middle + otherCriterion + (otherAction.isEmpty() ? "" : "/" + otherAction);
  }

  @Override
  public String toString() {
    return with(criterion, action);
  }

  private static DittoRuntimeException unknown(String text) {
    return UnknownTopicPathException.fromMessage(
        "The topic path <" + text + "> is not supported.", DittoHeaders.empty());
  }
}
