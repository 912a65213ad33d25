package org.twinsuite.pipeline.change;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.twinsuite.camel.ditto.TwinChange;
import org.twinsuite.pipeline.forecast.ForecastDue;
import org.twinsuite.pipeline.history.History;
import org.twinsuite.pipeline.history.HistoryException;
import org.twinsuite.pipeline.history.Sample;
import org.twinsuite.pipeline.observe.ProgressMonitor;
import org.twinsuite.pipeline.pack.LivePack;
import org.twinsuite.pipeline.store.ChangeLedger;
import org.twinsuite.pipeline.store.Episodes;
import org.twinsuite.pipeline.store.GroupMarks;
import org.twinsuite.pipeline.store.ParkedItem;
import org.twinsuite.pipeline.time.EventClock;
import org.twinsuite.pipeline.twin.FeaturePublisher;
import org.twinsuite.pipeline.twin.ThingViews;
import org.twinsuite.pipeline.twin.TwinFailure;
import org.twinsuite.pipeline.twin.Twins;
import org.twinsuite.rules.action.CloseReason;
import org.twinsuite.rules.episode.Episode;
import org.twinsuite.rules.health.HealthTree;

/**
 * Builds the change line: its partitions with the rule state they had when they were judged last.
 *
 * @param rebuild how many changes of each thing are read to rebuild its windows
 * @param views shared with the forecaster
 * @param notes takes what twins shall show
 * @param health one tree for all partitions of the process
 * @param monitor watches the partitions
 */
public record ChangeLineFactory(
    LivePack packs,
    Episodes episodes,
    Twins twins,
    History history,
    ChangeLedger ledger,
    EventClock clock,
    ForecastDue due,
    ChangeMetrics metrics,
    int rebuild,
    ThingViews views,
    FeaturePublisher notes,
    HealthTree health,
    ProgressMonitor monitor) {

  /**
   * The line of one process that has all things.
   *
   * @param count number of partitions
   * @param handled last handled revision by thing, as of the time of the call
   */
  public ChangeProcessor line(int count, Supplier<Map<String, Long>> handled) {
    FactReader reader = new FactReader();
    SessionRecovery rebuilding = rebuilding(reader, samples -> {});
    PartitionAssignment placement = new PartitionAssignment(count);
    List<Partition> partitions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int number = i;
      partitions.add(
          new Partition(
              String.valueOf(i),
              context(reader),
              pack -> {
                List<Episode> ours = new ArrayList<>();
                for (Episode episode : rebuilding.answered(episodes::current)) {
                  if (of(rebuilding, episode.thingId(), placement) == number) {
                    ours.add(episode);
                  }
                }
                List<SessionRecovery.Mark> things = new ArrayList<>();
                for (Map.Entry<String, Long> mark : handled.get().entrySet()) {
                  if (of(rebuilding, mark.getKey(), placement) == number) {
                    things.add(new SessionRecovery.Mark(mark.getKey(), mark.getValue()));
                  }
                }
                renewed(ours);
                return new Partition.Ready(rebuilding.run(ours, things, pack), null);
              },
              () -> true,
              (thing, view) -> placement.of(thing, view) == number,
              monitor));
    }
    return new ChangeProcessor(partitions, placement, views);
  }

  /** The first half of a line that several processes share: from Ditto to the groups. */
  public RepartitionByParent forwarder(Producer<String, byte[]> producer, String topic) {
    return new RepartitionByParent(producer, topic, views);
  }

  /** The second half: judges the groups this process has. */
  public PartitionedChangeConsumer groups(
      Supplier<Consumer<String, byte[]>> clients,
      String topic,
      GroupMarks marks,
      BooleanSupplier firstHalfAtEnd,
      java.util.function.Consumer<ParkedItem> parked) {
    FactReader reader = new FactReader();
    return new PartitionedChangeConsumer(
        topic,
        clients,
        (number, count, caughtUp) ->
            new Partition(
                "group-" + number,
                context(reader),
                pack -> takenOver(number, count, pack, marks, rebuilding(reader, this::remember)),
                caughtUp,
                (thing, view) -> Groups.partition(Groups.key(thing, view), count) == number,
                monitor),
        firstHalfAtEnd,
        parked);
  }

  /** What other processes did is read from the database, what they had in mind from Ditto. */
  private Partition.Ready takenOver(
      int number,
      int count,
      org.twinsuite.rules.pack.RulePack pack,
      GroupMarks marks,
      SessionRecovery rebuilding)
      throws InterruptedException {
    Map<String, Long> handled = new HashMap<>();
    List<SessionRecovery.Mark> things = new ArrayList<>();
    // a deleted thing has no mark; made again it may come to any group, and counts on
    Set<String> marked = new HashSet<>();
    for (GroupMarks.Mark mark : rebuilding.answered(marks::all)) {
      marked.add(mark.thingId());
      String group =
          mark.group() == null
              ? Groups.key(mark.thingId(), rebuilding.view(mark.thingId()))
              : mark.group();
      if (Groups.partition(group, count) == number) {
        // what this process knows of it may be old
        views.forget(mark.thingId());
        handled.put(mark.thingId(), mark.revision());
        things.add(new SessionRecovery.Mark(mark.thingId(), mark.revision()));
      }
    }
    List<Episode> ours =
        rebuilding.answered(episodes::current).stream()
            .filter(
                episode ->
                    handled.containsKey(episode.thingId()) || !marked.contains(episode.thingId()))
            .toList();
    renewed(ours);
    return new Partition.Ready(rebuilding.run(ours, things, pack), handled);
  }

  private void renewed(List<Episode> known) {
    for (Episode episode : known) {
      if (episode.closeReason() == CloseReason.ORDER_COMPLETED) {
        due.renewed(episode.thingId(), episode.closedAt());
      }
    }
  }

  private JudgingContext context(FactReader reader) {
    return new JudgingContext(
        views, reader, packs, history, ledger, clock, due, metrics, new Findings(notes));
  }

  private SessionRecovery rebuilding(
      FactReader reader, java.util.function.Consumer<List<Sample>> read) {
    return new SessionRecovery(
        (thing, from, to) -> twins.history(thing, from, to).exceptionally(ChangeLineFactory::gone),
        rebuild,
        views,
        reader,
        clock,
        due,
        health,
        read);
  }

  /** The history of things that come from another process is not on this disk. */
  private void remember(List<Sample> samples) {
    try {
      history.addMissing(samples);
    } catch (HistoryException lost) {
      metrics.historyFailed(samples.size());
    }
  }

  private static int of(SessionRecovery rebuilding, String thingId, PartitionAssignment placement)
      throws InterruptedException {
    OptionalInt known = placement.known(thingId);
    return known.isPresent() ? known.getAsInt() : placement.of(thingId, rebuilding.view(thingId));
  }

  static int of(String group, int partitions) {
    return Math.floorMod(group.hashCode(), partitions);
  }

  /** A thing that was deleted meanwhile has no history. */
  private static List<TwinChange> gone(Throwable failed) {
    if (TwinFailure.of(failed).isNotFound()) {
      return List.of();
    }
    CompletableFuture<List<TwinChange>> again = CompletableFuture.failedFuture(failed);
    return again.join();
  }
}
