package org.twinsuite.rules.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads CSV (RFC 4180, commas, UTF-8) line by line: a row is a line, so that its number is the one
 * an editor shows, and a broken line does not take the next ones along.
 */
final class CsvSheet {

  private static final ObjectReader ROW =
      new CsvMapper()
          .readerFor(String[].class)
          .with(CsvParser.Feature.WRAP_AS_ARRAY)
          .with(CsvParser.Feature.TRIM_SPACES);

  private CsvSheet() {}

  static Sheet read(String file, byte[] content) throws IOException {
    String name = file.substring(file.lastIndexOf('/') + 1, file.length() - ".csv".length());
    SheetBuilder sheet = new SheetBuilder(file, "", name);
    String[] lines = text(content).split("\r\n|\n|\r", -1);
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i];
      if (!line.isBlank() && !line.stripLeading().startsWith("#")) {
        if (!row(i + 1, line, sheet)) {
          break;
        }
      }
    }
    return sheet.build();
  }

  private static boolean row(int number, String line, SheetBuilder sheet) {
    if (line.chars().filter(c -> c == '"').count() % 2 == 1) {
      sheet.problem(
          "row " + number, "has a quote that is not closed in its line; close it, or double it");
      return true;
    }
    try (MappingIterator<String[]> rows = ROW.readValues(line)) {
      return !rows.hasNextValue() || sheet.add(new Sheet.Line(number, List.of(rows.nextValue())));
    } catch (JsonProcessingException e) {
      sheet.problem("row " + number, "cannot be read: " + TableText.shown(e.getOriginalMessage()));
    } catch (IOException | RuntimeException e) {
      sheet.problem("row " + number, "cannot be read as CSV");
    }
    return true;
  }

  /** A byte order mark at the beginning, as spreadsheets write it, is not part of the text. */
  private static String text(byte[] content) throws IOException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new IOException("not UTF-8 text; save it as 'CSV UTF-8'", e);
    }
  }
}
