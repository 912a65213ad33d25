package org.twinsuite.connectors.scada.modbus;

import java.time.Duration;
import java.util.List;
import org.twinsuite.connectors.config.Option;

/** What a Modbus source may say besides url and publishing. */
final class ModbusOptions {

  static final Option<Integer> DEVICE =
      Option.number("device", "Unit identifier of the device, behind a gateway", 1, 0, 255);
  static final Option<Duration> TIMEOUT =
      Option.duration("timeout", "Longest wait for an answer", Duration.ofSeconds(3));
  static final Option<Duration> PAUSE =
      Option.duration(
          "pause", "Pause before connecting again, doubled up to 30 s", Duration.ofSeconds(1));
  static final Option<Integer> GAP =
      Option.number("gap", "Registers or bits read along to save a request", 8, 0, 120);

  static final List<Option<?>> ALL = List.of(DEVICE, TIMEOUT, PAUSE, GAP);

  private ModbusOptions() {}
}
