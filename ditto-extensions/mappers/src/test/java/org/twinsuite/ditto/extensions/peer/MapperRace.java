package org.twinsuite.ditto.extensions.peer;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.eclipse.ditto.connectivity.api.ExternalMessage;
import org.eclipse.ditto.connectivity.service.mapping.MessageMapper;
import org.twinsuite.ditto.extensions.mapper.DittoMappers;

/**
 * Messages per CPU second of our mappers and of Ditto's JavaScript mapper, in one process on one
 * thread, both made by Ditto and called as Ditto calls them. They take turns, so that what else the
 * machine does slows both; the median of the turns counts. Prints {@code FORMAT OURS SCRIPT};
 * argument: CPU seconds for each mapper of a format.
 */
public final class MapperRace {

  private static final int TURNS = 5;

  private MapperRace() {}

  public static void main(String[] args) {
    double seconds = Double.parseDouble(args[0]);
    try (DittoMappers ditto = new DittoMappers()) {
      race("sparkplug", Peer.sparkplug(ditto, true), seconds);
      race("sparkplug_names", Peer.sparkplug(ditto, false), seconds);
      race("senml", Peer.senml(ditto), seconds);
    }
  }

  private static void race(String format, Peer peer, double seconds) {
    for (ExternalMessage message : peer.messages()) {
      message.getBytePayload().ifPresent(ByteBuffer::rewind);
      if (!Peer.comparable(peer.ours().map(message))
          .equals(Peer.comparable(peer.script().map(message)))) {
        throw new IllegalStateException(format + ": the two do not make the same messages");
      }
    }
    double[] ours = new double[TURNS];
    double[] script = new double[TURNS];
    // the first turn warms up
    for (int turn = -1; turn < TURNS; turn++) {
      double oursNow = rate(peer.ours(), peer.messages(), seconds / TURNS);
      double scriptNow = rate(peer.script(), peer.messages(), seconds / TURNS);
      if (turn >= 0) {
        ours[turn] = oursNow;
        script[turn] = scriptNow;
      }
    }
    System.out.println(format + " " + median(ours) + " " + median(script));
  }

  private static double median(double[] rates) {
    Arrays.sort(rates);
    return rates[rates.length / 2];
  }

  /** Messages per CPU second of the process, so compiler and collector are paid for. */
  private static double rate(MessageMapper mapper, List<ExternalMessage> messages, double seconds) {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long start = system.getProcessCpuTime();
    long mapped = 0;
    long used = 0;
    while (used < seconds * 1e9) {
      for (ExternalMessage message : messages) {
        // the script's mapper reads the buffer to its end
        message.getBytePayload().ifPresent(ByteBuffer::rewind);
        if (mapper.map(message).size() != 1) {
          throw new IllegalStateException("a message was mapped to none or several");
        }
        mapped++;
      }
      used = system.getProcessCpuTime() - start;
    }
    return mapped / (used / 1e9);
  }
}
