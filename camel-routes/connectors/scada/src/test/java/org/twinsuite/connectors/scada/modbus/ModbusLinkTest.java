package org.twinsuite.connectors.scada.modbus;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.twinsuite.connectors.RetryableFailure;
import org.twinsuite.connectors.config.Settings;
import org.twinsuite.connectors.scada.TagMap;

class ModbusLinkTest {

  @Test
  void aClockThatGoesBackKeepsNobodyFromConnecting() throws Exception {
    // GIVEN a device that is away
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T06:00:00Z"));
    Settings settings =
        Settings.of("scada.", Map.of("timeout", "PT1S", "pause", "PT10S"), ModbusOptions.ALL);
    ModbusLink link =
        new ModbusLink(
            new TagMap.Source("line1", URI.create("modbus-tcp://127.0.0.1:" + port), 100, settings),
            now::get);
    assertThatThrownBy(link::connect)
        .isInstanceOf(RetryableFailure.class)
        .hasMessageContaining("not reached");
    assertThatThrownBy(link::connect).hasMessageContaining("next attempt");
    // WHEN
    now.updateAndGet(at -> at.minus(Duration.ofDays(1)));
    // THEN it is tried
    assertThatThrownBy(link::connect).hasMessageContaining("not reached");
    link.close();
  }
}
