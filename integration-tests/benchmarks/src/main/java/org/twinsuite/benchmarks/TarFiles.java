package org.twinsuite.benchmarks;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** The plain files of a POSIX tar stream: just enough for a corpus archive. */
final class TarFiles {

  private static final int BLOCK = 512;

  private TarFiles() {}

  /** Content by name. */
  static Map<String, byte[]> read(InputStream stream) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    DataInputStream in = new DataInputStream(stream);
    byte[] header = in.readNBytes(BLOCK);
    while (header.length == BLOCK && header[0] != 0) {
      int size = Integer.parseInt(text(header, 124, 12).strip(), 8);
      byte[] content = in.readNBytes(size);
      in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
      if (header[156] == '0' || header[156] == 0) {
        String folder = text(header, 345, 155);
        files.put((folder.isEmpty() ? "" : folder + "/") + text(header, 0, 100), content);
      }
      header = in.readNBytes(BLOCK);
    }
    return files;
  }

  private static String text(byte[] header, int from, int length) {
    int end = from;
    while (end < from + length && header[end] != 0) {
      end++;
    }
    return new String(header, from, end - from, StandardCharsets.UTF_8);
  }
}
