package org.twinsuite.rules.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.twinsuite.rules.signature.TrustedKeys;
import org.twinsuite.rules.table.SheetReader;
import org.twinsuite.rules.table.TableError;

/** Whatever stands in a table file, it is a pack or is refused with a place, and soon. */
class TableFuzzTest {

  private static final long SEED = 20816;
  private static final int CSV_RUNS = 4000;
  private static final int WORKBOOK_RUNS = 200;
  private static final List<String> ODD =
      List.of(
          "",
          " ",
          "\u00A0",
          "\u200B",
          "\uFEFF",
          "\u0000",
          "\"",
          "\"\"",
          ",",
          ",,",
          "\n",
          "\r",
          "\r\n",
          "#",
          ";",
          "\t",
          "{",
          "}",
          "{thing}",
          "{asset}",
          "*",
          "**",
          "%",
          "80%",
          "-",
          "\u2212",
          "+",
          "NaN",
          "Infinity",
          "1e400",
          "-1",
          "0",
          "1,5",
          "1_000",
          "0x1p3",
          "4.5f",
          "9".repeat(400),
          "\uD83D",
          "\uDE00",
          "a".repeat(70_000),
          "[",
          "]",
          "\\",
          "\\u0041",
          "=1+1",
          "@cmd",
          "|",
          "\u0430",
          "\u202E",
          "°C",
          "km9999",
          "m2147483647",
          "(".repeat(5000),
          "above",
          "below",
          "siblings",
          "R-LVL-01",
          "org.twinsuite:motor-pump");

  @Test
  void changedTextNeverDoesHarm() {
    SortedMap<String, byte[]> standard = new TreeMap<>(PackFiles.standard().contents());
    standard.put(
        "windows.csv",
        "rule,class,feature,failureMode,hours,samples,unit\nR-HYD-01,*,flow,wear,6,100,m3/h\n"
            .getBytes(StandardCharsets.UTF_8));
    List<String> tables = standard.keySet().stream().filter(SheetReader::reads).toList();
    Random random = new Random(SEED);
    int loaded = 0;
    for (int run = 0; run < CSV_RUNS; run++) {
      String table = tables.get(random.nextInt(tables.size()));
      SortedMap<String, byte[]> files = new TreeMap<>(standard);
      files.put(table, changed(standard.get(table), random));
      loaded += loads(files, table + ", run " + run) ? 1 : 0;
    }
    // THEN both happen, so the test looks at both
    assertThat(loaded).isBetween(CSV_RUNS / 100, CSV_RUNS * 9 / 10);
  }

  @Test
  void changedWorkbooksNeverDoHarm() throws IOException {
    byte[] sound = workbook();
    Random random = new Random(SEED);
    SortedMap<String, byte[]> standard = PackFiles.standard().contents();
    int loaded = 0;
    for (int run = 0; run < WORKBOOK_RUNS; run++) {
      byte[] content = sound.clone();
      for (int i = random.nextInt(6); i > 0; i--) {
        content[random.nextInt(content.length)] = (byte) random.nextInt();
      }
      SortedMap<String, byte[]> files = new TreeMap<>(standard);
      files.remove("levels.csv");
      files.put("levels.xlsx", content);
      loaded += loads(files, "workbook, run " + run) ? 1 : 0;
    }
    assertThat(loaded).isPositive();
  }

  private static boolean loads(SortedMap<String, byte[]> files, String what) {
    try {
      new PackFiles("fuzz", files, null).compile(TrustedKeys.none());
      return true;
    } catch (RulePackException refused) {
      assertThat(refused.errors()).as(what).isNotEmpty().allSatisfy(TableFuzzTest::namesAPlace);
      assertThat(refused.getMessage()).as(what).hasSizeLessThan(100_000);
      return false;
    }
  }

  private static void namesAPlace(TableError error) {
    assertThat(error.file()).isNotEmpty();
    assertThat(error.message()).isNotEmpty().hasSizeLessThan(2000);
    assertThat(error.message().chars()).noneMatch(Character::isISOControl);
  }

  private static byte[] changed(byte[] content, Random random) {
    StringBuilder text = new StringBuilder(new String(content, StandardCharsets.UTF_8));
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      int at = random.nextInt(text.length());
      int end = Math.min(text.length(), at + random.nextInt(4));
      switch (random.nextInt(4)) {
        case 0 -> text.delete(at, end);
        case 1 -> text.replace(at, end, ODD.get(random.nextInt(ODD.size())));
        case 2 -> text.insert(at, ODD.get(random.nextInt(ODD.size())));
        default -> cell(text, at, ODD.get(random.nextInt(ODD.size())));
      }
      if (text.length() == 0) {
        text.append(' ');
      }
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    if (random.nextInt(20) == 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    return bytes;
  }

  /** Replaces the whole cell around a place. */
  private static void cell(StringBuilder text, int at, String with) {
    int from = at;
    while (from > 0 && text.charAt(from - 1) != ',' && text.charAt(from - 1) != '\n') {
      from--;
    }
    int to = at;
    while (to < text.length() && text.charAt(to) != ',' && text.charAt(to) != '\n') {
      to++;
    }
    text.replace(from, to, with);
  }

  private static byte[] workbook() throws IOException {
    String levels =
        new String(PackFiles.standard().contents().get("levels.csv"), StandardCharsets.UTF_8);
    try (XSSFWorkbook workbook = new XSSFWorkbook();
        ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      var sheet = workbook.createSheet("levels");
      int number = 0;
      for (String line : levels.split("\n")) {
        Row row = sheet.createRow(number++);
        String[] cells = line.split(",", -1);
        for (int i = 0; i < cells.length; i++) {
          row.createCell(i).setCellValue(cells[i]);
        }
      }
      workbook.write(out);
      return out.toByteArray();
    }
  }
}
