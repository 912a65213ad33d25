package org.twinsuite.sandbox.scada;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.ghgande.j2mod.modbus.procimg.SimpleRegister;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.twinsuite.connectors.scada.TagConnection;
import org.twinsuite.connectors.scada.TagMapFile;
import org.twinsuite.connectors.scada.TagSample;
import org.twinsuite.twin.Quality;

/** Against a real Modbus slave. */
class ModbusTagsTest extends TagsContract {

  private static final List<String> FEATURES = List.of("plain", "scaled", "writable");

  private final ModbusPlant plant;

  ModbusTagsTest() throws IOException {
    plant = new ModbusPlant();
    for (String feature : FEATURES) {
      set(feature, FEATURES.indexOf(feature) + 1);
    }
  }

  @Override
  void startPeer() throws Exception {
    plant.start();
  }

  @Override
  void stopPeer() {
    plant.stop();
  }

  @Override
  String yaml() {
    return yaml("");
  }

  private String yaml(String more) {
    return """
    sources:
      line1: { url: "%s", publishing: 20, timeout: PT10S, pause: PT0.1S }
    tags:
      - { source: line1, tag: "holding:0", thing: org.plant:P-101, feature: plain }
      - { source: line1, tag: "40002", thing: org.plant:P-101, feature: scaled, scale: 2, offset: 1, deadband: 1 }
      - { source: line1, tag: "holding:2", thing: org.plant:P-101, feature: writable, write: { min: 0, max: 50, step: 20, perMinute: 2 } }
      - { source: line1, tag: "holding:1005", thing: org.plant:P-101, feature: unknown }
    %s"""
        .formatted(plant.url(), more);
  }

  @Override
  void set(String feature, double raw) {
    plant.set(FEATURES.indexOf(feature), (int) raw);
  }

  @Override
  void spoil(String feature) {
    plant.serve(FEATURES.indexOf(feature), false);
  }

  @Override
  double get(String feature) {
    return plant.get(FEATURES.indexOf(feature));
  }

  private String at(String address, String feature, String rest) {
    return "  - { source: line1, tag: \"%s\", thing: org.plant:P-102, feature: %s%s }\n"
        .formatted(address, feature, rest);
  }

  private Object read(TagConnection tags, String feature) {
    return tags.read(List.of(tag(feature))).get(0).value();
  }

  @Test
  void everyTypeInEveryOrder() {
    // GIVEN the bytes of 1234567890 and of 12.5f, and others, as devices lay them out
    plant.set(100, 0x4996, 0x02D2);
    plant.set(102, 0x02D2, 0x4996);
    plant.set(104, 0x9649, 0xD202);
    plant.set(106, 0xD202, 0x9649);
    plant.set(108, 0x4148, 0x0000, 0x0000, 0x4148);
    plant.set(112, 0x4029, 0, 0, 0);
    plant.set(116, 0, 0, 0, 0x4029);
    plant.set(120, 0xFFFE, 0xFFFF, 0xFFFE);
    plant.set(124, 0xFFFF, 0xFFFF, 0xFFFF, 0xFFFE);
    plant.set(130, 0x1234, 0x5678);
    plant.set(132, 'P' << 8 | '-', '1' << 8 | '0', '1' << 8, 0);
    plant.set(140, 0b1000);
    plant.set(141, 0x12AB);
    plant.setCoil(7, true);
    String more =
        at("holding:100", "abcd", ", type: uint32")
            + at("holding:102", "cdab", ", type: uint32, order: CDAB")
            + at("holding:104", "badc", ", type: int32, order: BADC")
            + at("holding:106", "dcba", ", type: int32, order: DCBA")
            + at("holding:108", "f", ", type: float32")
            + at("holding:110", "fs", ", type: float32, order: CDAB")
            + at("holding:112", "d", ", type: float64")
            + at("holding:116", "ds", ", type: float64, order: CDAB")
            + at("holding:120", "i16", ", type: int16")
            + at("holding:121", "i32", ", type: int32")
            + at("holding:124", "i64", ", type: int64")
            + at("holding:124", "u64", ", type: uint64")
            + at("holding:130", "bcd16", ", type: bcd16")
            + at("holding:130", "bcd32", ", type: bcd32")
            + at("holding:132", "text", ", type: string, length: 4")
            + at("holding:140", "bit3", ", bit: 3")
            + at("holding:140", "bit2", ", bit: 2")
            + at("holding:141", "nobcd", ", type: bcd16")
            + at("input:42", "input", "")
            + at("coil:7", "coil", "")
            + at("00009", "coil8", "")
            + at("discrete:9", "discrete", "");
    map = TagMapFile.parse(new StringReader(yaml(more)), "tags.yaml");
    try (TagConnection tags = open()) {
      // THEN
      for (String order : List.of("abcd", "cdab", "badc", "dcba")) {
        assertThat(read(tags, order)).as(order).isEqualTo(1234567890.0);
      }
      for (String twelve : List.of("f", "fs", "d", "ds")) {
        assertThat(read(tags, twelve)).as(twelve).isEqualTo(12.5);
      }
      assertThat(read(tags, "i16")).isEqualTo(-2.0);
      assertThat(read(tags, "i32")).isEqualTo(-2.0);
      assertThat(read(tags, "i64")).isEqualTo(-2.0);
      assertThat(read(tags, "u64")).isEqualTo(1.8446744073709552E19);
      assertThat(read(tags, "bcd16")).isEqualTo(1234.0);
      assertThat(read(tags, "bcd32")).isEqualTo(12345678.0);
      assertThat(read(tags, "text")).isEqualTo("P-101");
      assertThat(read(tags, "bit3")).isEqualTo(true);
      assertThat(read(tags, "bit2")).isEqualTo(false);
      assertThat(read(tags, "input")).isEqualTo(42.0);
      assertThat(read(tags, "coil")).isEqualTo(true);
      assertThat(read(tags, "coil8")).isEqualTo(false);
      assertThat(read(tags, "discrete")).isEqualTo(true);
      TagSample wrong = tags.read(List.of(tag("nobcd"))).get(0);
      assertThat(wrong.quality().code()).contains("Bad_DecodingError").contains("12ab");
    }
  }

  @Test
  void numbersAreWrittenAsTheyAreRead() {
    String bounds = ", write: { min: -100, max: 100000 }";
    String more =
        at("holding:200", "f", ", type: float32, order: CDAB" + bounds)
            + at("holding:202", "i", ", type: int32, order: DCBA, scale: 0.1" + bounds)
            + at("holding:204", "i16", ", type: int16" + bounds)
            + at("holding:205", "bcd", ", type: bcd16" + bounds)
            + at("coil:3", "on", ", write: { min: 0, max: 1 }");
    map = TagMapFile.parse(new StringReader(yaml(more)), "tags.yaml");
    try (TagConnection tags = open()) {
      tags.write(tag("f"), 12.5);
      assertThat(List.of(plant.get(200), plant.get(201))).containsExactly(0, 0x4148);
      tags.write(tag("i"), -3.2);
      assertThat((Double) read(tags, "i"))
          .isCloseTo(-3.2, org.assertj.core.data.Offset.offset(1e-9));
      tags.write(tag("i16"), -5);
      assertThat(new SimpleRegister(plant.get(204)).toShort()).isEqualTo((short) -5);
      tags.write(tag("bcd"), 1234);
      assertThat(plant.get(205)).isEqualTo(0x1234);
      assertThatThrownBy(() -> tags.write(tag("bcd"), 10000)).hasMessageContaining("does not fit");
      tags.write(tag("on"), 1);
      assertThat(plant.coil(3)).isTrue();
    }
  }

  @Test
  void neighboursAreReadInOneRequestAndEachIntervalHasItsOwn() {
    StringBuilder more = new StringBuilder();
    for (int i = 300; i < 500; i++) {
      more.append(at("holding:" + i, "r" + i, i < 400 ? "" : ", interval: 3600000"));
    }
    for (int i = 10; i < 60; i += 5) {
      more.append(at("coil:" + i, "c" + i, ""));
    }
    map = TagMapFile.parse(new StringReader(yaml(more.toString())), "tags.yaml");
    try (TagConnection tags = open()) {
      tags.subscribe(this::receive);
      await().atMost(LONG).until(() -> !of("r499").isEmpty() && !of("c55").isEmpty());
      plant.forgetReads();
      await().atMost(LONG).until(() -> plant.reads().size() > 20);
    }
    // THEN 103 registers and 10 coils of the short interval are four requests
    assertThat(plant.reads())
        .contains(new ModbusPlant.Read(0, 3), new ModbusPlant.Read(300, 100))
        .contains(new ModbusPlant.Read(10, 46))
        .noneMatch(read -> read.offset() >= 400 && read.offset() < 1000);
    assertThat(plant.reads().stream().distinct().count()).isLessThanOrEqualTo(4);
  }

  @Test
  void aRefusedRegisterDoesNotSpoilItsNeighbours() {
    plant.serve(1, false);
    try (TagConnection tags = open()) {
      tags.subscribe(this::receive);
      await().atMost(LONG).until(() -> !of("scaled").isEmpty() && !of("writable").isEmpty());
      assertThat(last("scaled").quality())
          .isEqualTo(Quality.bad("Bad_IllegalDataAddress (Modbus exception 2)"));
      assertThat(last("plain").value()).isEqualTo(1.0);
      assertThat(last("writable").value()).isEqualTo(3.0);
      // WHEN it is back
      plant.serve(1, true);
      await().atMost(LONG).until(() -> last("scaled").quality().isGood());
    }
  }

  @Test
  void wrongPlacesAreNamedWithTheirLines() {
    String more =
        at("42", "a", "")
            + at("holding:1", "b", ", type: uint")
            + at("coil:1", "c", ", type: int16")
            + at("holding:1", "d", ", type: string")
            + at("input:1", "e", ", write: { min: 0, max: 1 }")
            + at("holding:65535", "f", ", type: float32")
            + at("holding:1", "g", ", bit: 16");
    assertThatThrownBy(() -> TagMapFile.parse(new StringReader(yaml(more)), "tags.yaml"))
        .hasMessageContaining(
            "line 8: tag '42' is not a place in a Modbus device, write holding:100")
        .hasMessageContaining("line 9: type is 'uint', give one of [BOOL, INT16")
        .hasMessageContaining("line 10: type INT16 needs registers")
        .hasMessageContaining("line 11: type STRING needs length")
        .hasMessageContaining("line 12: tag 'input:1' cannot be written")
        .hasMessageContaining("line 13: tag 'holding:65535' is beyond")
        .hasMessageContaining("line 14: bit is '16', give 0 to 15");
  }
}
