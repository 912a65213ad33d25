package org.twinsuite.pipeline.action;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.twinsuite.connectors.RejectedByTarget;
import org.twinsuite.connectors.RetryableFailure;
import org.twinsuite.connectors.scada.GuardedWrites;
import org.twinsuite.connectors.scada.Tag;
import org.twinsuite.connectors.scada.TagConnection;
import org.twinsuite.connectors.scada.TagMap;
import org.twinsuite.connectors.scada.TagsResolver;
import org.twinsuite.connectors.scada.WriteOutcome;
import org.twinsuite.connectors.scada.WriteRequest;
import org.twinsuite.pipeline.config.ScadaOptions;
import org.twinsuite.pipeline.order.ActionExecutor;
import org.twinsuite.pipeline.order.MaintenancePatch;
import org.twinsuite.pipeline.store.OutboxItem;
import org.twinsuite.rules.action.ScadaWrite;

/**
 * Writes set points to the control system as {@link GuardedWrites} allows it: tag, bounds, step and
 * rate of the map, a good present value, read back. Writing the same value again has no further
 * effect.
 */
public final class ScadaWrites implements ActionExecutor<ScadaWrite>, AutoCloseable {
  private static final String SYSTEM = "scada";
  private static final Duration READ_BACK = Duration.ofSeconds(5);
  private final TagMap map;
  private final Map<String, GuardedWrites> writes = new ConcurrentHashMap<>();
  private final List<TagConnection> open = new CopyOnWriteArrayList<>();

  public ScadaWrites(TagMap map) {
    this.map = map;
  }

  @Override
  public String systemOf(ScadaWrite write) {
    return map.tags().stream()
        .filter(tag -> feeds(tag, write))
        .map(tag -> SYSTEM + ':' + tag.source())
        .findFirst()
        .orElse(SYSTEM);
  }

  @Override
  public MaintenancePatch execute(ScadaWrite write, OutboxItem item) {
    Tag tag =
        map.tags().stream()
            .filter(candidate -> feeds(candidate, write))
            .findFirst()
            .orElseThrow(
                () ->
                    refused(
                        "no tag feeds "
                            + write.thingId()
                            + '/'
                            + write.tag()
                            + "; add one to the tag map ("
                            + ScadaOptions.TAGS.name()
                            + ")"));
    if (write.unit() != null && tag.unit() != null && !write.unit().equals(tag.unit())) {
      throw refused("the rule writes " + write.unit() + ", the tag is in " + tag.unit());
    }
    try {
      // refused also while the control system is away
      tag.toSource(write.value());
    } catch (IllegalArgumentException guarded) {
      throw refused(guarded.getMessage());
    }
    WriteOutcome outcome =
        writes
            .computeIfAbsent(tag.source(), this::connect)
            .write(new WriteRequest(write.reference(), tag, write.value(), null));
    if (outcome.kind() == WriteOutcome.Kind.REFUSED) {
      throw refused(outcome.reason());
    } else if (outcome.kind() == WriteOutcome.Kind.UNCONFIRMED) {
      throw new RetryableFailure(SYSTEM, 0, outcome.reason(), null, null);
    }
    return null;
  }

  private GuardedWrites connect(String source) {
    TagConnection tags = new TagsResolver().open(map, source, InstantSource.system());
    open.add(tags);
    return new GuardedWrites(tags, InstantSource.system(), READ_BACK, outcome -> {});
  }

  private static boolean feeds(Tag tag, ScadaWrite write) {
    return tag.thing().equals(write.thingId()) && tag.feature().equals(write.tag());
  }

  private static RejectedByTarget refused(String message) {
    return RejectedByTarget.beforeSending(SYSTEM, "tag", message);
  }

  @Override
  public void close() {
    open.forEach(TagConnection::close);
  }
}
