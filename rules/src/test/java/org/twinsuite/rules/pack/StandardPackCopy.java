package org.twinsuite.rules.pack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The standard pack as files that a test may change. */
public record StandardPackCopy(Path folder) {

  /** Writes the files into the folder. */
  public static StandardPackCopy in(Path folder) throws IOException {
    for (var file : PackFiles.standard().contents().entrySet()) {
      Files.write(folder.resolve(file.getKey()), file.getValue());
    }
    return new StandardPackCopy(folder);
  }

  /** Replaces text that must be there. */
  public StandardPackCopy change(String file, String from, String to) {
    try {
      String text = Files.readString(folder.resolve(file));
      if (!text.contains(from)) {
        throw new IllegalArgumentException(file + " has no '" + from + "'");
      }
      Files.writeString(folder.resolve(file), text.replace(from, to));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes a file. */
  public void delete(String file) throws IOException {
    Files.delete(folder.resolve(file));
  }

  public RulePack load() throws IOException {
    return RulePack.load(folder);
  }
}
